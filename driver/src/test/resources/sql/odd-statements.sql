# Statements that are seldom written so. Most were made by a fuzzer, and once gave an internal error.

== TABLE with an order and a limit
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER);
INSERT INTO t VALUES (1, 30), (2, NULL), (3, 5);
TABLE t ORDER BY id DESC;
> id | a
> 3 | 5
> 2 | NULL
> 1 | 30
(TABLE t) LIMIT 1;
> id | a
> 1 | 30
SELECT id FROM (TABLE t ORDER BY id FETCH FIRST 2 ROWS ONLY) AS x ORDER BY id DESC;
> id
> 2
> 1
WITH z AS (TABLE t ORDER BY id DESC LIMIT 2) TABLE z ORDER BY id;
> id | a
> 2 | NULL
> 3 | 5

== VALUES that name columns of an outer query
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER);
INSERT INTO t VALUES (1, 30), (2, NULL), (3, 5);
SELECT id FROM t WHERE id IN (VALUES (a), (3));
> id
> 3
SELECT id FROM t WHERE id IN ((VALUES (a - 29)));
> id
> 1
SELECT id FROM t WHERE id NOT IN (VALUES (a - 29), (3));
> id
SELECT id FROM t WHERE id NOT IN (VALUES (a + 1), (3)) ORDER BY id;
> id
> 1
SELECT id FROM t WHERE id > SOME (VALUES (a - 5) UNION SELECT 2) ORDER BY id;
> id
> 3
SELECT id FROM t WHERE (id, a) IN (VALUES (1, a), (3, id));
> id
> 1
SELECT id FROM t WHERE id = (VALUES (a), (3) ORDER BY 1 LIMIT 1);
> id
> 3
SELECT id FROM t WHERE EXISTS (VALUES (a)) ORDER BY id;
> id
> 1
> 2
> 3
SELECT id FROM t WHERE id IN (WITH z AS (SELECT 1 AS x) VALUES (a - 2), (2)) ORDER BY id;
> id
> 2
> 3

== grouping sets within grouping sets
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER);
INSERT INTO t VALUES (1, 1), (2, 1), (3, 2);
SELECT a, COUNT(*) AS n FROM t GROUP BY GROUPING SETS (GROUPING SETS ((), (a)), a) ORDER BY a, n;
> a | n
> 1 | 2
> 1 | 2
> 2 | 1
> 2 | 1
> NULL | 3
SELECT COUNT(*) AS n FROM t GROUP BY GROUPING SETS (GROUPING SETS (()));
> n
> 3

== functions with too few arguments, with names, and in FROM
SELECT LEAST();
! 42000 LEAST
SELECT GREATEST();
! 42000 GREATEST
SELECT COALESCE();
! 42000 COALESCE
SELECT LEAST(4) AS a, GREATEST(1, 2.5) AS b, LEAST('b', 'a') AS c;
> a | b | c
> 4 | 2.5 | a
SELECT ABS(k => -1);
! HYC00 k => ...
SELECT * FROM LN(3);
! 42809 LN gives no rows
SELECT * FROM TABLE(ROW_NUMBER(3));
! 42809 ROW_NUMBER gives no rows
SELECT * FROM TABLE(PERIOD(DATE '2024-01-01', DATE '2025-01-01'));
! 42809 PERIOD gives no rows
SELECT * FROM NOSUCH(3);
! 42883 NOSUCH
SELECT ARRAY(SELECT 1 UNION SELECT 2);
! HYC00 ARRAY(query)
SELECT ARRAY(VALUES 1, 2);
! HYC00 ARRAY(query)

== casts of literals to vectors
SELECT CAST('[1, 2.5]' AS VECTOR(2)) AS a, CAST(NULL AS VECTOR(2)) AS b;
> a | b
> [1.0, 2.5] | NULL
SELECT CAST('x' AS VECTOR(2));
! 22018 'x' is no VECTOR(2)
SELECT CAST(1 AS VECTOR(2));
! 42804 INTEGER cannot be cast to VECTOR(2)

SELECT * FROM UNNEST(NULL);
! 42804 UNNEST needs an array

== sub-queries that name a query two levels up
CREATE TABLE p (id INTEGER PRIMARY KEY, a INTEGER);
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER);
INSERT INTO p VALUES (1, 30), (2, NULL), (3, 5);
INSERT INTO t VALUES (1, 1), (2, 5);
SELECT id FROM p WHERE id IN (SELECT (SELECT p.a) - 29 FROM t);
> id
> 1
SELECT id FROM p WHERE id IN (SELECT (SELECT a) + x FROM (VALUES (-2), (0)) AS v (x));
> id
> 3
SELECT id, (SELECT MAX((SELECT COUNT(*) FROM p AS r WHERE r.id <= q.id AND r.id >= p.id)) FROM p AS q) AS x FROM p ORDER BY id;
> id | x
> 1 | 3
> 2 | 2
> 3 | 1
SELECT id, EXISTS (SELECT 1 FROM t WHERE t.id = p.id) AS e, (SELECT MAX(a) FROM t WHERE t.id = p.id) AS m,
    (SELECT MAX(a + (SELECT MIN(u.id) FROM t AS u WHERE u.id >= p.id)) FROM t WHERE t.id = p.id) AS n FROM p ORDER BY id;
> id | e | m | n
> 1 | true | 1 | 2
> 2 | true | 5 | 7
> 3 | false | NULL | NULL

== what was refused with an internal error
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, s VARCHAR, w DATE);
INSERT INTO t VALUES (1, 1, 'one', DATE '2024-01-01'), (2, 2, 'two', NULL);
SELECT id FROM t ORDER BY NOT NULL, id DESC;
> id
> 2
> 1
SELECT COUNT(*) AS n FROM t GROUP BY DISTINCT GROUPING SETS ((), ());
> n
> 2
(SELECT id FROM t {LIMIT 1}) ORDER BY id;
> id
> 1
SELECT id FROM t WHERE id IN (VALUES (a) EXCEPT DISTINCT SELECT 2 OFFSET 0 LIMIT 5);
> id
> 1
SELECT TRIM(s, 'x') FROM t;
! 42000 TRIM
SELECT 1 FROM t WHERE a > CEIL(id, a, id);
! 42000 CEIL(value TO unit)
SELECT ARRAY_TO_STRING(s, ',') FROM t;
! 42804 ARRAY_TO_STRING needs an array
SELECT s LIKE '' ESCAPE '' FROM t;
! 22023 ESCAPE
SELECT x.id FROM t, LATERAL (SELECT * FROM t FOR VALID_TIME AS OF t.w) AS x;
! 42703 a time clause cannot name columns of its own table
ALTER TABLE t ADD CHECK (_valid_to > DATE '2000-01-01');
! 42P16 not about its period

== CASE within CASE within CASE, and parameters within
SELECT CASE WHEN FALSE THEN 1 ELSE CASE WHEN FALSE THEN 2 ELSE CASE WHEN FALSE THEN 3 ELSE CASE WHEN FALSE THEN 4 ELSE
    CASE WHEN FALSE THEN 5 ELSE CASE WHEN FALSE THEN 6 ELSE CASE WHEN FALSE THEN 7 ELSE CASE WHEN FALSE THEN 8 ELSE
    CASE WHEN FALSE THEN 9 ELSE 10 END END END END END END END END END AS n;
> n
> 10

== long chains of comparisons
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, s VARCHAR, d DECIMAL(6, 2), w DATE);
INSERT INTO t VALUES (1, 1, 'a', 1.5, DATE '2024-01-01'), (2, 30, 'zz', 2, DATE '2024-01-31'), (3, NULL, NULL, NULL, NULL);
SELECT id FROM t WHERE a = 1 OR a = 2 OR a = 3 OR a = 4 OR a = 5 OR a = 6 OR a = 7 OR a = 8 OR a = 9 OR a = 10 OR 11 = a OR a = 12
    OR a = 13 OR a = 14 OR a = 15 OR a = 16 OR a = 17 OR a = 18 OR a = 19 OR a = 20 OR a = 21 OR a = 22 OR a = 23 OR a = 24 OR a = 25
    OR s = 'zz' ORDER BY id;
> id
> 1
> 2
SELECT id FROM t WHERE a <> 1 AND a <> 2 AND a <> 3 AND a <> 4 AND a <> 5 AND a <> 6 AND a <> 7 AND a <> 8 AND a <> 9 AND a <> 10
    AND a <> 11 AND a <> 12 AND a <> 13 AND a <> 14 AND a <> 15 AND a <> 16 AND a <> 17 AND a <> 18 AND a <> 19 AND a <> 20 AND a <> 21
    AND a <> 22 AND a <> 23 AND a <> 24 AND a <> 25 AND s <> 'a';
> id
> 2
SELECT id, (s = 'a' OR s = 'b' OR s = 'c' OR s = 'd' OR s = 'e' OR s = 'f' OR s = 'g' OR s = 'h' OR s = 'i' OR s = 'j' OR s = 'k'
    OR s = 'l' OR s = 'm' OR s = 'n' OR s = 'o' OR s = 'p' OR s = 'q' OR s = 'r' OR s = 's' OR s = 't' OR s = 'u' OR s = 'v' OR s = 'w'
    OR s = 'x' OR s = 'y' OR s = 'z ') AS letter FROM t ORDER BY id;
> id | letter
> 1 | true
> 2 | false
> 3 | NULL
SELECT id FROM t WHERE d = 1 OR d = 1.5 OR d = 1.55 OR d = 3 OR d = 4 OR d = 5 OR d = 6 OR d = 7 OR d = 8 OR d = 9 OR d = 10 OR d = 11
    OR d = 12 OR d = 13 OR d = 14 OR d = 15 OR d = 16 OR d = 17 OR d = 18 OR d = 19 OR d = 20 OR d = 21.001 OR d = 22 OR d = 2.00
    ORDER BY id;
> id
> 1
> 2
SELECT id FROM t WHERE NOT (w = DATE '2024-01-01' OR w = DATE '2024-01-02' OR w = DATE '2024-01-03' OR w = DATE '2024-01-04'
    OR w = DATE '2024-01-05' OR w = DATE '2024-01-06' OR w = DATE '2024-01-07' OR w = DATE '2024-01-08' OR w = DATE '2024-01-09'
    OR w = DATE '2024-01-10' OR w = DATE '2024-01-11' OR w = DATE '2024-01-12' OR w = DATE '2024-01-13' OR w = DATE '2024-01-14'
    OR w = DATE '2024-01-15' OR w = DATE '2024-01-16' OR w = DATE '2024-01-17' OR w = DATE '2024-01-18' OR w = DATE '2024-01-19'
    OR w = DATE '2024-01-20' OR w = DATE '2024-01-21' OR w = DATE '2024-01-22' OR w = DATE '2024-01-23' OR w = DATE '2024-01-24');
> id
> 2

== a null without a type
SELECT - NULL AS a, NULL + NULL AS b;
> a | b
> NULL | NULL
