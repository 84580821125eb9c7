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

== also at the first instant of 1970
SET TRANSACTION SYSTEM_TIME DATE '1969-12-31';
CREATE TABLE t (id INTEGER PRIMARY KEY);
SET TRANSACTION SYSTEM_TIME DATE '1970-01-01';
INSERT INTO t VALUES (1) RETURNING _system_from, _tx > 0 AS known;
> _system_from | known
> 1970-01-01 | true

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
! 42803 RETURNING is about single rows
INSERT INTO t VALUES (3, 3) RETURNING ROW_NUMBER() OVER (ORDER BY id);
! 42803
INSERT INTO t VALUES (3, 3) RETURNING (SELECT 1 / (id - 1) FROM t);
! 22012
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

== _tx is the id of the transaction that made the strip known: NULL until it commits
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO t VALUES (4, 4) RETURNING id, _tx = (SELECT MAX(TRANSACTION_ID) + 1 FROM INFORMATION_SCHEMA.TRANSACTIONS) AS next;
> id | next
> 4 | true
UPDATE t SET v = 10 WHERE id = 1 RETURNING _tx - (SELECT MAX(_tx) FROM t) AS later;
> later
> 1
# what DELETE takes away has the transaction that put it
DELETE FROM t WHERE id IN (1, 4) RETURNING id, _tx - (SELECT _tx FROM t AS x WHERE id = 2) AS later;
> id | later
> 4 | 1
> 1 | 2
SELECT COUNT(*) AS n FROM t;
> n
> 2
BEGIN;
UPDATE t SET v = v + 1 RETURNING id, _tx;
> id | _tx
> 2 | NULL
> 3 | NULL
UPDATE t SET v = v + 1 WHERE id = 2 RETURNING v, _tx;
> v | _tx
> 4 | NULL
# put by the transaction itself
DELETE FROM t WHERE id = 2 RETURNING v, _tx;
> v | _tx
> 4 | NULL
ROLLBACK;
BEGIN;
DELETE FROM t RETURNING id, _tx - (SELECT _tx FROM t AS x WHERE id = 2) AS later;
> id | later
> 2 | 0
> 3 | 0
COMMIT;

== ON CONFLICT knows the transaction of what is there
CREATE TABLE t (id INTEGER PRIMARY KEY, tx BIGINT);
INSERT INTO t VALUES (1, 0);
INSERT INTO t VALUES (1, 5) ON CONFLICT (id) DO UPDATE SET tx = t._tx
  RETURNING tx = (SELECT _tx FROM t) AS of_before, _tx - tx AS later;
> of_before | later
> true | 1

== a sub-query in RETURNING sees what was there before the statement
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE u (id INTEGER PRIMARY KEY, t INTEGER, name VARCHAR);
INSERT INTO u VALUES (1, 1, 'a'), (2, 1, 'b'), (3, 2, 'c');
INSERT INTO t VALUES (1, 10), (2, 20) RETURNING id, (SELECT COUNT(*) FROM t) AS n;
> id | n
> 1 | 0
> 2 | 0
UPDATE t SET v = v + 1 RETURNING v, (SELECT x.v FROM t AS x WHERE x.id = t.id) AS before, (SELECT SUM(v) FROM t) AS total;
> v | before | total
> 11 | 10 | 30
> 21 | 20 | 30
# correlated, EXISTS, IN and quantified
INSERT INTO t AS y VALUES (3, 30) RETURNING id, EXISTS (SELECT 1 FROM u WHERE u.t = y.id) AS used,
  id IN (SELECT t FROM u) AS listed, v > ALL (SELECT v FROM t) AS highest, (SELECT name FROM u WHERE u.id = y.id) AS name;
> id | used | listed | highest | name
> 3 | false | false | true | c
UPDATE t SET v = 0 WHERE id < 3
  RETURNING id, (SELECT LISTAGG(name, '+') WITHIN GROUP (ORDER BY name) FROM u WHERE u.t = t.id) AS names,
  id NOT IN (SELECT t FROM u WHERE t > 1) AS other;
> id | names | other
> 1 | a+b | true
> 2 | c | false
DELETE FROM t RETURNING id, (SELECT COUNT(*) FROM t AS x WHERE x.v <= t.v AND x.id <> t.id) AS lower;
> id | lower
> 3 | 2
> 1 | 1
> 2 | 1
SELECT COUNT(*) AS n FROM t;
> n
> 0

== a sub-query in RETURNING that gives two rows undoes the statement
CREATE TABLE t (id INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1), (2);
INSERT INTO t VALUES (3) RETURNING (SELECT id FROM t);
! 21000
BEGIN;
INSERT INTO t VALUES (4);
= 1
DELETE FROM t RETURNING (SELECT id FROM t);
! 21000
INSERT INTO t VALUES (5) RETURNING (SELECT LISTAGG(CAST(id AS VARCHAR), ',') WITHIN GROUP (ORDER BY id) FROM t) AS ids;
> ids
> 1,2,4
COMMIT;
SELECT LISTAGG(CAST(id AS VARCHAR), ',') WITHIN GROUP (ORDER BY id) AS ids FROM t;
> ids
> 1,2,4,5

== within a transaction a sub-query sees the writes of earlier statements, and rows, keys and edges are there again after it
CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER, UNIQUE (v));
CREATE EDGE TABLE e (FROM p, TO p, w INTEGER);
INSERT INTO p VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO e (source, target, w) VALUES (1, 2, 5), (2, 3, 6);
BEGIN;
INSERT INTO p VALUES (4, 4);
= 1
INSERT INTO e (source, target, w) VALUES (1, 4, 7) RETURNING w,
  (SELECT LISTAGG(CAST(x.w AS VARCHAR), ',') WITHIN GROUP (ORDER BY x.w) FROM e AS x WHERE x.source = e.source) AS others;
> w | others
> 7 | 5
SAVEPOINT s;
UPDATE p SET v = v + 10 WHERE id < 3 RETURNING id, v, (SELECT MAX(v) FROM p) AS most;
> id | v | most
> 1 | 11 | 4
> 2 | 12 | 4
# what was written is known to the keys and constraints, too
INSERT INTO p VALUES (5, 11);
! 23505
INSERT INTO p VALUES (4, 40);
! 23505
INSERT INTO p VALUES (5, 1) RETURNING (SELECT COUNT(*) FROM p) AS n;
> n
> 4
DETACH DELETE FROM p WHERE id = 4 RETURNING id, (SELECT COUNT(*) FROM e AS x WHERE x.target = p.id) AS edges;
> id | edges
> 4 | 1
SELECT source, target, w FROM e ORDER BY w;
> source | target | w
> 1 | 2 | 5
> 2 | 3 | 6
SELECT id, v FROM p ORDER BY id;
> id | v
> 1 | 11
> 2 | 12
> 3 | 3
> 5 | 1
ROLLBACK TO SAVEPOINT s;
SELECT id, v FROM p ORDER BY id;
> id | v
> 1 | 1
> 2 | 2
> 3 | 3
> 4 | 4
COMMIT;
SELECT source, target, w FROM e ORDER BY w;
> source | target | w
> 1 | 2 | 5
> 2 | 3 | 6
> 1 | 4 | 7

== sub-queries in RETURNING have times, patterns, views and parts of their own
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER);
CREATE EDGE TABLE e (FROM p, TO p);
CREATE VIEW w AS SELECT id, v FROM p WHERE v > 1;
INSERT INTO p FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO e FOR VALID_TIME FROM DATE '2020-01-01' (source, target) VALUES (1, 2), (1, 3);
COMMIT;
UPDATE p FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' SET v = 100 WHERE id = 1
  RETURNING v, (SELECT x.v FROM p FOR VALID_TIME AS OF DATE '2021-06-01' AS x WHERE x.id = p.id) AS before,
    (SELECT COUNT(*) FROM p FOR VALID_TIME ALL AS x WHERE x.id = p.id AND x._valid_from <= p._valid_from) AS versions,
    (SELECT COUNT(*) FROM w) AS in_view,
    (SELECT COUNT(*) FROM GRAPH_TABLE (MATCH (a:p)-[:e]->(b:p) COLUMNS (a.id AS a, b.id AS b)) WHERE a = p.id) AS next,
    (WITH c AS (SELECT ROW_NUMBER() OVER (ORDER BY id) AS n FROM p) SELECT MAX(n) FROM c) AS numbered,
    (SELECT MAX(n) FROM (SELECT v AS n FROM p UNION ALL SELECT 50) AS q) AS most;
> v | before | versions | in_view | next | numbered | most
> 100 | 1 | 1 | 2 | 2 | 3 | 50
UPDATE p FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' SET v = 200 WHERE id = 1
  RETURNING v, (SELECT v FROM p FOR VALID_TIME AS OF DATE '2021-06-01' FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-01 00:00:00' AS x WHERE id = 1) AS first;
> v | first
> 200 | 1

== MERGE, PATCH and UPSERT with sub-queries in RETURNING
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE s (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 1), (2, 2);
INSERT INTO s VALUES (1, 10), (2, NULL), (3, 30);
MERGE INTO t USING s ON t.id = s.id
  WHEN MATCHED AND s.v IS NULL THEN DELETE
  WHEN MATCHED THEN UPDATE SET v = s.v
  WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.v)
  RETURNING id, v, (SELECT x.v FROM t AS x WHERE x.id = t.id) AS before;
> id | v | before
> 2 | 2 | 2
> 1 | 10 | 1
> 3 | 30 | NULL
UPSERT INTO t VALUES (1, 11) RETURNING v, (SELECT x.v FROM t AS x WHERE x.id = t.id) AS before;
> v | before
> 11 | 10
PATCH INTO t (id, v) VALUES (3, 31) RETURNING v, (SELECT x.v FROM t AS x WHERE x.id = t.id) AS before;
> v | before
> 31 | 30

== ERASE returns all versions that it takes away
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, mail VARCHAR);
CREATE NODE TABLE firm (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE works_at (FROM person, TO firm, pay INTEGER);
INSERT INTO person FOR VALID_TIME FROM DATE '2023-01-01' VALUES ('Ann', 'a@x'), ('Bob', 'b@x');
INSERT INTO firm FOR VALID_TIME FROM DATE '2023-01-01' VALUES (1);
INSERT INTO works_at FOR VALID_TIME FROM DATE '2023-01-01' (source, target, pay) VALUES ('Ann', 1, 10), ('Bob', 1, 20);
COMMIT;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
UPDATE person FOR PORTION OF VALID_TIME FROM DATE '2023-06-01' SET mail = NULL WHERE name = 'Bob';
COMMIT;
# refused, so nothing is returned
ERASE FROM person WHERE mail = 'b@x' RETURNING name;
! 23503
ERASE FROM person AS p WHERE p.mail = 'b@x' CASCADE RETURNING p.*, _valid_from, _valid_to, _system_from, _system_to,
  (SELECT COUNT(*) FROM HISTORY.works_at WHERE source = p.name) AS edges, _tx IS NOT NULL AS committed;
> name | mail | _valid_from | _valid_to | _system_from | _system_to | edges | committed
> Bob | b@x | 2023-01-01 | 2023-06-01 | 2024-01-01 | forever | 1 | true
> Bob | b@x | 2023-06-01 | forever | 2024-01-01 | 2024-02-01 | 1 | true
> Bob | NULL | 2023-06-01 | forever | 2024-02-01 | forever | 1 | true
SELECT COUNT(*) AS n FROM HISTORY.person;
> n
> 1
ERASE FROM works_at WHERE pay = 10 RETURNING source, target, pay, _valid_from, _system_to;
> source | target | pay | _valid_from | _system_to
> Ann | 1 | 10 | 2023-01-01 | forever
ERASE FROM person WHERE name = 'Bob' RETURNING name;
> name
ERASE FROM person WHERE name = 'Ann' RETURNING 1 / 0;
! 22012
SELECT name FROM person;
> name
> Ann

== ERASE ... FOR SYSTEM_TIME BEFORE returns the versions that are forgotten
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t FOR VALID_TIME FROM DATE '2023-01-01' VALUES (1, 1), (2, 2);
COMMIT;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
UPDATE t FOR ALL VALID_TIME SET v = v + 10 WHERE id = 1;
COMMIT;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-01 00:00:00';
UPDATE t FOR ALL VALID_TIME SET v = v + 10;
COMMIT;
ERASE FROM t FOR SYSTEM_TIME BEFORE TIMESTAMP '2024-02-15 00:00:00' RETURNING id, v, _system_from, _system_to;
> id | v | _system_from | _system_to
> 1 | 1 | 2024-01-01 | 2024-02-01
ERASE FROM t AS x FOR SYSTEM_TIME BEFORE TIMESTAMP '2024-02-15 00:00:00' RETURNING x.id;
> id
ERASE FROM t FOR SYSTEM_TIME BEFORE TIMESTAMP '2024-04-01 00:00:00' RETURNING id, v, _system_to, (SELECT COUNT(*) FROM HISTORY.t) AS n;
> id | v | _system_to | n
> 1 | 11 | 2024-03-01 | 4
> 2 | 2 | 2024-03-01 | 4
SELECT COUNT(*) AS n FROM HISTORY.t;
> n
> 2

== ERASE of what the transaction itself wrote
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 1);
BEGIN;
INSERT INTO t VALUES (2, 2);
UPDATE t SET v = v + 10;
ERASE FROM t WHERE id > 0 RETURNING id, v, _tx IS NULL AS own, _system_to > CURRENT_TIMESTAMP AS known;
> id | v | own | known
> 1 | 1 | false | true
> 1 | 1 | false | false
> 1 | 11 | true | true
> 2 | 12 | true | true
COMMIT;
SELECT COUNT(*) AS n FROM HISTORY.t;
> n
> 0
