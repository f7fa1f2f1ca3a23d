PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
LOAD SILENT <http://example.org/x> INTO GRAPH :g ; INSERT { ?s :n ?b } WHERE { ?s :knows ?o BIND(BNODE() AS ?b) FILTER NOT EXISTS { ?o :knows ?s } }
