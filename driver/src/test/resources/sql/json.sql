== scalars of a document
SELECT JSON_VALUE('{"a":{"b":[1,2,"x"]}}', '$.a.b[2]') AS a, JSON_VALUE('{"a":1.50}', '$.a') AS b, JSON_VALUE('{"a":true}', '$.a') AS c, JSON_VALUE('{"a":null}', '$.a') AS d, JSON_VALUE('{}', '$.a') AS e, JSON_VALUE('{"a":[1]}', '$.a') AS f, JSON_VALUE('no', '$') AS g, JSON_VALUE(NULL, '$') AS h;
> a | b | c | d | e | f | g | h
> x | 1.50 | true | NULL | NULL | NULL | NULL | NULL
SELECT JSON_VALUE('{"a":"12"}', '$.a' RETURNING INTEGER) + 1 AS a, JSON_VALUE('{"a":"x"}', '$.a' RETURNING INTEGER) AS b, JSON_VALUE('{}', '$.a' DEFAULT 'none' ON EMPTY) AS c, JSON_VALUE('no', '$.a' DEFAULT 'empty' ON EMPTY DEFAULT 'bad' ON ERROR) AS d;
> a | b | c | d
> 13 | NULL | none | bad
SELECT JSON_VALUE('{}', '$.a' ERROR ON EMPTY);
! 22035
SELECT JSON_VALUE('{"a":[1,2]}', '$.a' ERROR ON ERROR);
! 22035
SELECT JSON_VALUE('no', '$.a' ERROR ON ERROR);
! 22032
SELECT JSON_VALUE('{}', 'a');
! 22023

== paths
SELECT JSON_VALUE('{"a":[1,2,3]}', '$.a[last]') AS a, JSON_QUERY('{"a":[1,2,3]}', '$.a[0 to 1]' WITH WRAPPER) AS b, JSON_VALUE('{"a":[{"b":1},{"b":2}]}', '$.a.b') AS c, JSON_QUERY('{"a":[{"b":1},{"b":2}]}', '$.a.b' WITH WRAPPER) AS d, JSON_QUERY('{"a":[{"x":1},{"x":5,"y":true}]}', '$.a ? (@.x > 3 && @.y == true)') AS e, JSON_VALUE('{"a b":1}', '$."a b"') AS f, JSON_VALUE('{"a":[1,2]}', '$.a.size()') AS g, JSON_QUERY('{"a":1,"b":2}', '$.*' WITH WRAPPER) AS h;
> a | b | c | d | e | f | g | h
> 3 | [1,2] | NULL | [1,2] | {"x":5,"y":true} | 1 | 2 | [1,2]
SELECT JSON_VALUE('{"a":[{"b":1}]}', 'strict $.a.b' ERROR ON ERROR);
! 22035
SELECT JSON_EXISTS('{"a":[{"x":1},{"x":5}]}', '$.a[*] ? (@.x > 3)') AS a, JSON_EXISTS('{"a":1}', '$.b') AS b, JSON_EXISTS('no', '$.b') AS c, JSON_EXISTS('no', '$.b' UNKNOWN ON ERROR) AS d, JSON_EXISTS('{"a":1}', '$ ? (exists(@.a) && !(@.a == 2))') AS e;
> a | b | c | d | e
> true | false | false | NULL | true
SELECT JSON_EXISTS('no', '$' ERROR ON ERROR);
! 22032

== parts of a document
SELECT JSON_QUERY('{"a": {"b" : [1, 2]}}', '$.a') AS a, JSON_QUERY('{"a":"x"}', '$.a') AS b, JSON_QUERY('{"a":"x"}', '$.a' OMIT QUOTES) AS c, JSON_QUERY('{"a":1}', '$.a' WITH CONDITIONAL WRAPPER) AS d, JSON_QUERY('{"a":[1]}', '$.a' WITH CONDITIONAL WRAPPER) AS e, JSON_QUERY('{}', '$.a' EMPTY ARRAY ON EMPTY) AS f, JSON_QUERY('no', '$.a' EMPTY OBJECT ON ERROR) AS g;
> a | b | c | d | e | f | g
> {"b":[1,2]} | "x" | x | [1] | [1] | [] | {}

== documents made of values
SELECT JSON_OBJECT('a' : 1, 'b' : 'x"y', 'c' : NULL, 'd' : DATE '2024-05-01', 'e' : 1.50) AS a, JSON_OBJECT(KEY 'a' VALUE NULL ABSENT ON NULL) AS b, JSON_ARRAY(1, 'x', NULL, TRUE) AS c, JSON_ARRAY(1, NULL NULL ON NULL) AS d, JSON_OBJECT() AS e, JSON_ARRAY() AS f;
> a | b | c | d | e | f
> {"a":1,"b":"x\"y","c":null,"d":"2024-05-01","e":1.50} | {} | [1,"x",true] | [1,null] | {} | []
SELECT JSON_ARRAY(JSON_OBJECT('a' : x), '{"b":1}' FORMAT JSON, '{}') AS a, JSON_OBJECT('l' : JSON_ARRAY(x, ARRAY[x, 2])) AS b, JSON_OBJECT('a', JSON_ARRAY(1), 'b', '[]') AS c FROM (VALUES (7)) AS v(x);
> a | b | c
> [{"a":7},{"b":1},"{}"] | {"l":[7,[7,2]]} | {"a":[1],"b":"[]"}
SELECT JSON_ARRAY('{' FORMAT JSON);
! 22032
SELECT JSON_OBJECT(CAST(NULL AS VARCHAR) : 1);
! 22023
SELECT UPPER('a' : 1);
! 42601
SELECT UPPER('a' NULL ON NULL);
! 42601

== tests
SELECT '{}' IS JSON AS a, '[' IS JSON AS b, '[' IS NOT JSON AS c, '{}' IS JSON OBJECT AS d, '{}' IS JSON ARRAY AS e, '1' IS JSON SCALAR AS f, CAST(NULL AS VARCHAR) IS JSON AS g, '01' IS JSON AS h, '"\u00e4"' IS JSON AS i, '{"a":1,}' IS JSON AS j;
> a | b | c | d | e | f | g | h | i | j
> true | false | true | true | false | true | NULL | false | true | false

== groups
CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, s VARCHAR);
INSERT INTO t VALUES (1, 1, 'b'), (2, 1, NULL), (3, 2, 'a'), (4, 2, 'c');
SELECT g, JSON_ARRAYAGG(s ORDER BY s DESC) AS a, JSON_ARRAYAGG(s ORDER BY id NULL ON NULL) AS n, JSON_OBJECTAGG(CAST(id AS VARCHAR) : s) AS o, JSON_OBJECTAGG(CAST(id AS VARCHAR) : s ABSENT ON NULL) AS p FROM t GROUP BY g ORDER BY g;
> g | a | n | o | p
> 1 | ["b"] | ["b",null] | {"1":"b","2":null} | {"1":"b"}
> 2 | ["c","a"] | ["a","c"] | {"3":"a","4":"c"} | {"3":"a","4":"c"}
SELECT JSON_ARRAYAGG(JSON_OBJECT('id' : id) ORDER BY id) AS a FROM t WHERE g = 1;
> a
> [{"id":1},{"id":2}]
SELECT JSON_ARRAYAGG(s) AS a FROM t WHERE id > 9;
> a
> NULL
