PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
WITH :g1 DELETE { ?s :age ?n } INSERT { ?s :age ?m ; :was [ :age ?n ] } USING :g2 USING NAMED :g1 WHERE { ?s ?p ?o GRAPH :g1 { ?s :age ?n } BIND(?n + 1 AS ?m) }
