PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
DELETE WHERE { ?s :knows ?o . GRAPH ?g { ?s ?p ?q } } ; CLEAR SILENT NAMED
