== choices of other dialects
SELECT IFNULL(NULL, 1) AS a, NVL('x', 'yyy') AS b, NVL2(NULL, 1, 2) AS c, IIF(1 > 2, 'a', 'bc') AS d, IF(NULL, 1, 2) AS e, NULLIFZERO(0) AS f, ZEROIFNULL(NULL) AS g;
> a | b | c | d | e | f | g
> 1 | x | 2 | bc | 2 | NULL | 0
SELECT DECODE(2, 1, 'a', 2, 'b', 'c') AS a, DECODE(3, 1, 'a', 2, 'b', 'c') AS b, DECODE(3, 1, 'a') AS c, DECODE(NULL, NULL, 'n', 'x') AS d;
> a | b | c | d
> b | c | NULL | n
# only what is needed is computed
SELECT IIF(TRUE, 1, 1 / 0) AS a, IFNULL(1, 1 / 0) AS b, DECODE(1, 1, 'a', 1 / 0, 'b') AS c;
> a | b | c
> 1 | 1 | a
SELECT IIF(TRUE, DATE '2024-05-01', 5);
! 42804
SELECT IFNULL(1, 'a');
! 42804
SELECT IIF(1, 2, 3);
! 42804

== values compared with the elements of an array
SELECT 1 = ANY (ARRAY[1, 2]) AS a, 3 = ANY (ARRAY[1, NULL]) AS b, 3 <> ALL (ARRAY[1, 2]) AS c, 3 > ALL (ARRAY[1, 2, NULL]) AS d, 1.5 < ANY (ARRAY[1, 2]) AS e, 'abc' = ANY (ARRAY['a', 'ab']) AS f, CAST(NULL AS INTEGER) = ANY (ARRAY[1]) AS g;
> a | b | c | d | e | f | g
> true | NULL | true | NULL | true | false | NULL
CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER);
INSERT INTO t VALUES (1, 10), (2, 20), (3, NULL);
SELECT id FROM t WHERE n = ANY (ARRAY[20, 30]) ORDER BY id;
> id
> 2
SELECT id FROM t WHERE n = ANY (10, 20) ORDER BY id;
> id
> 1
> 2

== arrays
SELECT ARRAY[1, 2] || ARRAY[3] AS a, ARRAY_APPEND(ARRAY['a'], 'bcd') AS b, ARRAY_PREPEND(0.5, ARRAY[1]) AS c, ARRAY_REMOVE(ARRAY[1, NULL, 1, 2], 1) AS d, ARRAY_REMOVE(ARRAY[1, NULL], NULL) AS e, ARRAY_DISTINCT(ARRAY[2, 1, 2, NULL, NULL]) AS f, ARRAY_CONCAT(ARRAY[1], ARRAY[2.5]) AS g;
> a | b | c | d | e | f | g
> [1, 2, 3] | [a, bcd] | [0.5, 1.0] | [null, 2] | [1] | [2, 1, null] | [1.0, 2.5]
SELECT ARRAY_LENGTH(ARRAY[1, 2]) AS a, ARRAY_CONTAINS(ARRAY[1.25, 2], 1.3) AS b, ARRAY_CONTAINS(ARRAY[1, NULL], NULL) AS c, ARRAY_POSITION(ARRAY['a', 'b'], 'b') AS d, ARRAY_POSITION(ARRAY['a', 'b'], 'bc') AS e, ARRAY_TO_STRING(ARRAY[1, NULL, 2], ',') AS f, ARRAY_TO_STRING(ARRAY[1, NULL, 2], ',', '*') AS g, STRING_TO_ARRAY('a,,b', ',') AS h, STRING_TO_ARRAY('a,,b', ',', '') AS i;
> a | b | c | d | e | f | g | h | i
> 2 | false | true | 2 | NULL | 1,2 | 1,*,2 | [a, , b] | [a, null, b]
SELECT ARRAY_APPEND(ARRAY[1], DATE '2024-05-01');
! 42804

== the session
SELECT USER AS a, CURRENT_USER AS b, DATABASE() AS c, CURRENT_CATALOG AS d, CURRENT_SCHEMA AS e, {fn USER()} AS f, VERSION() LIKE 'Aletheia %' AS g;
> a | b | c | d | e | f | g
>  |  | NULL | NULL | PUBLIC |  | true
