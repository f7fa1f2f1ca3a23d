"""rdflib: loads FILE.nq, runs each query of QUERIES REPS times, prints a line of JSON for the
load and one a query. Times are CPU time of the process, the best of all runs.

    rdflib_bench.py FILE.nq QUERIES REPS
"""
import json, pathlib, resource, signal, sys, time

import rdflib

TIMEOUT_S = 60


class TooLong(Exception):
    pass


def stop(*_):
    raise TooLong


def main(data, queries, repetitions):
    signal.signal(signal.SIGALRM, stop)
    begin = time.process_time()
    graph = rdflib.ConjunctiveGraph()
    graph.parse(data, format="nquads")
    print(json.dumps({"load_cpu_s": round(time.process_time() - begin, 2), "version": "rdflib " + rdflib.__version__,
                      "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000}), flush=True)
    for path in sorted(pathlib.Path(queries).glob("*.rq")):
        line = {"q": path.stem, "ms": None}
        for _ in range(repetitions):
            begin = time.process_time()
            signal.alarm(TIMEOUT_S)
            try:
                rows = list(graph.query(path.read_text()))
            except TooLong:
                line["error"] = f"more than {TIMEOUT_S} s"
                break
            finally:
                signal.alarm(0)
            ms = (time.process_time() - begin) * 1e3
            line.update(ms=min(line["ms"] or ms, ms), rows=len(rows),
                        value=str(rows[0][0]) if len(rows) == 1 else None)
            if ms > 5000:
                break
        print(json.dumps(line), flush=True)


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
