== a portion is changed strip by strip
CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER, w VARCHAR(3));
INSERT INTO p (id, v, w, _valid_from, _valid_to) VALUES
  (1, 1, 'a', DATE '2020-01-01', DATE '2021-01-01'),
  (1, 2, 'b', DATE '2021-01-01', DATE '2022-01-01'),
  (2, 9, 'z', DATE '2020-01-01', DATE '2022-01-01');
= 2
UPDATE p FOR PORTION OF VALID_TIME FROM DATE '2020-07-01' TO DATE '2021-07-01' SET v = v * 10, w = w || '!' WHERE id = 1;
= 1
SELECT id, v, w, _valid_from, _valid_to FROM p FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | w | _valid_from | _valid_to
> 1 | 1 | a | 2020-01-01 | 2020-07-01
> 1 | 10 | a! | 2020-07-01 | 2021-01-01
> 1 | 20 | b! | 2021-01-01 | 2021-07-01
> 1 | 2 | b | 2021-07-01 | 2022-01-01
> 2 | 9 | z | 2020-01-01 | 2022-01-01
# the condition is asked of each strip
DELETE FROM p FOR ALL VALID_TIME WHERE v >= 10 OR id = 2;
= 2
SELECT id, v, _valid_from, _valid_to FROM p FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 1 | 2020-01-01 | 2020-07-01
> 1 | 2 | 2021-07-01 | 2022-01-01
# nothing is valid now, so a plain statement touches nothing
UPDATE p SET v = 5;
= 0
DELETE FROM p;
= 0

== the condition and the value may hold sub-queries and aliases
CREATE TABLE a (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE b (id INTEGER PRIMARY KEY, w INTEGER);
INSERT INTO a VALUES (1, 0), (2, 0), (3, 0);
INSERT INTO b VALUES (1, 10), (3, 30);
UPDATE a AS x SET v = (SELECT w FROM b WHERE b.id = x.id) WHERE EXISTS (SELECT 1 FROM b WHERE b.id = x.id);
= 2
SELECT * FROM a ORDER BY id;
> id | v
> 1 | 10
> 2 | 0
> 3 | 30
DELETE FROM a WHERE id IN (SELECT id FROM b WHERE w > 10);
= 1
INSERT INTO a SELECT id + 10, v FROM a;
= 2
SELECT id FROM a ORDER BY id;
> id
> 1
> 2
> 11
> 12

== values find their columns
CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(3) DEFAULT 'abc', b DECIMAL(6, 2) NOT NULL, c DATE);
INSERT INTO t (b, id) VALUES (1.005, 1), (2, 2);
= 2
INSERT INTO t VALUES (3, DEFAULT, 1 + 2, CAST('2024-02-29' AS DATE)), (4, NULL, 7, '2024-03-01');
= 2
SELECT * FROM t ORDER BY id;
> id | a | b | c
> 1 | abc | 1.01 | NULL
> 2 | abc | 2.00 | NULL
> 3 | abc | 3.00 | 2024-02-29
> 4 | NULL | 7.00 | 2024-03-01
UPDATE t SET a = DEFAULT WHERE id = 4;
= 1
SELECT a FROM t WHERE id = 4;
> a
> abc
INSERT INTO t (id, b) VALUES (5, NULL);
! 23502
INSERT INTO t (id, a, b) VALUES (5, 'abcd', 1);
! 22001
INSERT INTO t (id, b) VALUES (5, 123456);
! 22003
INSERT INTO t (id, b) VALUES (5000000000, 1);
! 22003
INSERT INTO t (id, b) VALUES (5, 'no number');
! 22018
INSERT INTO t (id, b) VALUES (5, DATE '2024-01-01');
! 42804
INSERT INTO t (id, b) VALUES (5);
! 42601
INSERT INTO t (id, bb) VALUES (5, 1);
! 42703 did you mean "b"?
UPDATE t SET b = a WHERE id = 1;
! 42804
UPDATE t SET b = b * 10000 WHERE id = 2;
! 22003
UPDATE t SET a = 'toolong' WHERE id = 2;
! 22001
INSERT INTO t (id, b) VALUES (6, 1), (1, 1);
! 23505
SELECT COUNT(*) AS n FROM t;
> n
> 4

== what a row is cannot be updated
CREATE TABLE n (id INTEGER PRIMARY KEY, v INTEGER);
CREATE EDGE TABLE e (FROM n, TO n, w INTEGER);
INSERT INTO n VALUES (1, 1), (2, 2);
INSERT INTO e (source, target, w) VALUES (1, 2, 5);
UPDATE n SET id = 3;
! 428C9
UPDATE e SET source = 2;
! 428C9
UPDATE e SET _id = 2;
! 428C9
UPDATE n SET _valid_from = DATE '2020-01-01';
! 428C9
INSERT INTO e (_id, source, target) VALUES (7, 1, 2);
! 428C9
INSERT INTO n (id, _system_from) VALUES (7, DATE '2020-01-01');
! 428C9
UPDATE e SET w = w + 1 WHERE source = 1;
= 1
SELECT _id, source, target, w FROM e;
> _id | source | target | w
> 1 | 1 | 2 | 6
DELETE FROM n WHERE id = 1;
! 23503
INSERT INTO e (source, target) VALUES (1, 3);
! 23503
DELETE FROM e;
= 1
DELETE FROM n WHERE id = 1;
= 1

== UPSERT overwrites
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t (id, v, _valid_from) VALUES (1, 1, DATE '2020-01-01');
UPSERT INTO t FOR VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' (id, v) VALUES (1, 2), (2, 3);
= 2
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 1 | 2020-01-01 | 2021-01-01
> 1 | 2 | 2021-01-01 | 2022-01-01
> 1 | 1 | 2022-01-01 | forever
> 2 | 3 | 2021-01-01 | 2022-01-01

== an error undoes the statement, not the transaction
CREATE TABLE t (id INTEGER PRIMARY KEY);
BEGIN;
INSERT INTO t VALUES (1);
INSERT INTO t VALUES (2), (1);
! 23505
INSERT INTO t VALUES (3);
SAVEPOINT s;
DELETE FROM t;
= 2
SELECT COUNT(*) AS n FROM t;
> n
> 0
ROLLBACK TO SAVEPOINT s;
RELEASE SAVEPOINT s;
ROLLBACK TO s;
! 3B001
COMMIT;
SELECT id FROM t ORDER BY id;
> id
> 1
> 3
BEGIN;
CREATE TABLE u (id INTEGER PRIMARY KEY);
INSERT INTO u VALUES (1);
SELECT * FROM u;
> id
> 1
ROLLBACK;
SELECT * FROM u;
! 42P01
COMMIT;
! 25P01
SAVEPOINT s;
! 25P01
BEGIN READ ONLY;
INSERT INTO t VALUES (9);
! 25006
ROLLBACK;

== a default is computed for each row
CREATE TABLE u (id UUID DEFAULT RANDOM_UUID() PRIMARY KEY, v INTEGER, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE s (v INTEGER);
INSERT INTO s VALUES (1), (2), (3);
INSERT INTO u (v) VALUES (1), (2), (3);
= 3
INSERT INTO u (v) SELECT v FROM s;
= 3
INSERT INTO u VALUES (DEFAULT, 1, DEFAULT), (DEFAULT, 2, DEFAULT);
= 2
INSERT INTO u DEFAULT VALUES;
= 1
MERGE INTO u USING s ON FALSE WHEN NOT MATCHED THEN INSERT (v) VALUES (s.v);
= 3
SELECT COUNT(*) AS n, COUNT(DISTINCT id) AS ids, COUNT(at) AS times FROM u;
> n | ids | times
> 12 | 12 | 12
