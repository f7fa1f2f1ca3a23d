PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { :ada :age 37 . _:b :knows :ada , [ :name "x"@Pt ] . GRAPH :g1 { :ada :age 5 } }
