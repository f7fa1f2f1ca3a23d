PREFIX : <http://example.org/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
INSERT DATA { :ada :age 37 . _:b :knows :ada , [ :name "x"@pt ] . GRAPH :g3 { :a :b ( 1 2.5 3e0 ) } } ; DELETE DATA { GRAPH :g1 { :ada :age 5 } }
