PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
CREATE GRAPH :n ; COPY :g1 TO :n ; MOVE SILENT GRAPH :n TO DEFAULT ; ADD DEFAULT TO :g2 ; DROP GRAPH :g1 ; CLEAR ALL
