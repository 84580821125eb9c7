== INSERT and UPSERT return what they put
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT 7, w VARCHAR(5));
INSERT INTO t (id, w, _valid_from, _valid_to) VALUES
  (1, 'a', DATE '2020-01-01', DATE '2021-01-01'),
  (2, NULL, DATE '2020-06-01', END_OF_TIME)
  RETURNING id, v, w, _valid_from, _valid_to, _system_to;
> id | v | w | _valid_from | _valid_to | _system_to
> 1 | 7 | a | 2020-01-01 | 2021-01-01 | forever
> 2 | 7 | NULL | 2020-06-01 | forever | forever
UPSERT INTO t AS x FOR VALID_TIME FROM DATE '2020-07-01' TO DATE '2020-08-01' (id, v) VALUES (1, 8)
  RETURNING x.*, x._valid_from AS since, x.v * 2, UPPER('n') AS n;
> id | v | w | since | x.v * 2 | n
> 1 | 8 | NULL | 2020-07-01 | 16 | N
INSERT INTO t SELECT id + 10, v, w FROM t FOR VALID_TIME AS OF DATE '2020-07-15' ORDER BY id RETURNING *;
> id | v | w
> 11 | 8 | NULL
> 12 | 7 | NULL
# what is returned is what was written
SELECT COUNT(*) AS n FROM t FOR VALID_TIME ALL;
> n
> 6

== alone in its transaction, a statement returns the times of its commit
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE log (id INTEGER PRIMARY KEY, a TIMESTAMP, b TIMESTAMP);
INSERT INTO t VALUES (1, 1) RETURNING _valid_from = _system_from AS same, _system_to;
> same | _system_to
> true | forever
UPDATE t SET v = 2 RETURNING v, _valid_from = _system_from AS same, _valid_to;
> v | same | _valid_to
> 2 | true | forever
DELETE FROM t RETURNING v, _valid_from = _system_to AS same, _system_from < _system_to AS earlier, _valid_to;
> v | same | earlier | _valid_to
> 2 | true | true | forever

== UPDATE returns each strip as it is, DELETE as it was
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES
  (1, 1, DATE '2020-01-01', DATE '2021-01-01'),
  (1, 2, DATE '2021-01-01', DATE '2022-01-01'),
  (2, 5, DATE '2021-03-01', DATE '2021-04-01'),
  (3, 9, DATE '2022-01-01', DATE '2023-01-01');
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2020-07-01' TO DATE '2022-01-01' AS x SET v = v * 10
  RETURNING x.id, x.v, _valid_from, _valid_to;
> id | v | _valid_from | _valid_to
> 1 | 10 | 2020-07-01 | 2021-01-01
> 1 | 20 | 2021-01-01 | 2022-01-01
> 2 | 50 | 2021-03-01 | 2021-04-01
DELETE FROM t FOR PORTION OF VALID_TIME FROM DATE '2020-03-01' TO DATE '2020-09-01' WHERE id = 1
  RETURNING v, _valid_from, _valid_to;
> v | _valid_from | _valid_to
> 10 | 2020-07-01 | 2020-09-01
> 1 | 2020-03-01 | 2020-07-01
DELETE FROM t FOR ALL VALID_TIME WHERE id = 3 RETURNING *;
> id | v
> 3 | 9
# nothing touched, nothing returned, but the columns are known
UPDATE t SET v = 0 WHERE id = 99 RETURNING id;
> id
DELETE FROM t FOR ALL VALID_TIME WHERE id = 3 RETURNING id, v;
> id | v
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 1 | 2020-01-01 | 2020-03-01
> 1 | 10 | 2020-09-01 | 2021-01-01
> 1 | 20 | 2021-01-01 | 2022-01-01
> 2 | 50 | 2021-03-01 | 2021-04-01

== within a transaction it returns what a query there sees
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
BEGIN;
INSERT INTO t VALUES (1, 1), (2, 2) RETURNING id;
> id
> 1
> 2
UPDATE t SET v = v + 1 WHERE id = 1 RETURNING v;
> v
> 2
SAVEPOINT s;
DELETE FROM t RETURNING id, v;
> id | v
> 1 | 2
> 2 | 2
ROLLBACK TO SAVEPOINT s;
# the times are the transaction's until it commits
UPDATE t SET v = v + 1 WHERE id = 2 RETURNING v, _valid_from = CURRENT_TIMESTAMP AS now_on, _system_from = CURRENT_TIMESTAMP AS now_known;
> v | now_on | now_known
> 3 | true | true
COMMIT;
SELECT * FROM t ORDER BY id;
> id | v
> 1 | 2
> 2 | 3

== an error in RETURNING undoes the statement
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 1), (2, 0) RETURNING 1 / v;
! 22012
SELECT COUNT(*) AS n FROM t;
> n
> 0
BEGIN;
INSERT INTO t VALUES (1, 1);
= 1
INSERT INTO t VALUES (2, 0) RETURNING 1 / v AS d;
! 22012
COMMIT;
SELECT * FROM t;
> id | v
> 1 | 1
INSERT INTO t VALUES (3, 3) RETURNING nothing;
! 42703
INSERT INTO t VALUES (3, 3) RETURNING COUNT(*);
! 42803
INSERT INTO t VALUES (3, 3) RETURNING ROW_NUMBER() OVER (ORDER BY id);
! 42803
INSERT INTO t VALUES (3, 3) RETURNING (SELECT MAX(id) FROM t);
! HYC00 sub-query in RETURNING
INSERT INTO t AS x VALUES (3, 3) RETURNING t.id;
! 42P01
SELECT COUNT(*) AS n FROM t;
> n
> 1

== generated keys and edges
CREATE TABLE n (name VARCHAR);
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (FROM p, TO p, w INTEGER);
INSERT INTO n VALUES ('a'), ('b') RETURNING _id > 0 AS has_id, name;
> has_id | name
> true | a
> true | b
INSERT INTO p VALUES (1), (2);
INSERT INTO e (source, target, w) VALUES (1, 2, 5) RETURNING source, target, w, _valid_to;
> source | target | w | _valid_to
> 1 | 2 | 5 | forever
UPDATE e SET w = 6 RETURNING *;
> _id | source | target | w
> 1 | 1 | 2 | 6
DELETE FROM e RETURNING source, w;
> source | w
> 1 | 6

== a session that shows period columns returns them
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE TABLE t (id INTEGER PRIMARY KEY);
COMMIT;
SET showPeriodColumns = true;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO t VALUES (1) RETURNING *;
> id | _valid_from | _valid_to | _system_from | _system_to
> 1 | 2024-01-10 | forever | 2024-01-10 | forever
COMMIT;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
DELETE FROM t FOR PORTION OF VALID_TIME FROM DATE '2024-01-20' TO DATE '2024-01-30' RETURNING *;
> id | _valid_from | _valid_to | _system_from | _system_to
> 1 | 2024-01-20 | 2024-01-30 | 2024-01-10 | 2024-02-10
COMMIT;

== a transaction's id is not known yet
CREATE TABLE t (id INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1) RETURNING id, _tx;
! HYC00 _tx in RETURNING
