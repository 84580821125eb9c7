== the graph test: ERASE of a node
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-06-01 00:00:00';
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, city VARCHAR);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (id VARCHAR PRIMARY KEY, FROM person, TO company, pay INTEGER);
INSERT INTO person (name, city, _valid_from, _valid_to) VALUES
  ('Ann', 'Oslo', DATE '2020-01-01', DATE '2022-01-01'), ('Ann', 'Bergen', DATE '2022-01-01', END_OF_TIME),
  ('Bob', 'Oslo', DATE '2020-01-01', DATE '2023-01-01'), ('Cat', 'Oslo', DATE '2021-01-01', END_OF_TIME);
INSERT INTO company (name, _valid_from, _valid_to) VALUES
  ('X', DATE '2019-01-01', END_OF_TIME), ('Y', DATE '2021-06-01', DATE '2024-01-01');
INSERT INTO works_at (id, source, target, pay, _valid_from, _valid_to) VALUES
  ('e1', 'Ann', 'X', 100, DATE '2020-03-01', DATE '2022-06-01'),
  ('e2', 'Ann', 'Y', 150, DATE '2022-06-01', DATE '2024-01-01'),
  ('e3', 'Bob', 'X', 80, DATE '2020-01-01', DATE '2023-01-01'),
  ('e4', 'Cat', 'Y', 120, DATE '2021-09-01', DATE '2024-01-01');
COMMIT;
ERASE FROM person WHERE name = 'Bob';
! 23503 node (Bob) of person has or had 1 edge: works_at (e3)
ERASE FROM company WHERE name IN ('X', 'Y');
! 23503
SELECT COUNT(*) AS n FROM HISTORY.person;
> n
> 4
ERASE FROM person WHERE name = 'Bob' CASCADE;
= 1
SELECT name FROM person FOR VALID_TIME ALL FOR SYSTEM_TIME ALL ORDER BY name, _valid_from;
> name
> Ann
> Ann
> Cat
SELECT name FROM person FOR VALID_TIME AS OF DATE '2022-03-01' FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-01 00:00:00' ORDER BY name;
> name
> Ann
> Cat
SELECT id FROM HISTORY.works_at ORDER BY id;
> id
> e1
> e2
> e4
SELECT COUNT(*) AS n FROM TABLE(HISTORY(person, 'Bob'));
> n
> 0
SELECT COUNT(*) AS n FROM works_at FOR VALID_TIME ALL FOR SYSTEM_TIME ALL WHERE source = 'Bob' OR id = 'e3';
> n
> 0
MATCH (a:person WHERE a.name = 'Ann')-[:works_at]->(c:company)<-[:works_at]-(b:person)
FOR VALID_TIME AS OF DATE '2022-03-01' WHERE b.name <> a.name
RETURN a.name AS a, c.name AS c, b.name AS b;
> a | c | b
SELECT TABLE_NAME, KEY_HASH, FORGOTTEN_BEFORE FROM INFORMATION_SCHEMA.ERASURES ORDER BY TABLE_NAME;
> TABLE_NAME | KEY_HASH | FORGOTTEN_BEFORE
> person | cd9fb1e148ccd8442e5aa74904cc73bf6fb54d1d54d333bd596aa9bb4bb4e961 | NULL
> works_at | cef7fc13a38180936ffa2635489088778e059f07a5d1beda53f1719d35577631 | NULL

== what is erased is gone at every time, and its key can be used again
CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR, UNIQUE (v));
INSERT INTO t FOR VALID_TIME FROM DATE '2020-01-01' (id, v) VALUES (1, 'a'), (2, 'b'), (3, 'c');
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' SET v = 'aa' WHERE id = 1;
UPDATE t SET v = 'aaa' WHERE id = 1;
DELETE FROM t WHERE id = 2;
# the condition is asked of all versions: what was once so counts, and what is no longer there can be found
ERASE FROM t WHERE v = 'nobody';
= 0
ERASE FROM t AS x WHERE x.v = 'aa' OR x.id = 2;
= 2
SELECT id, v FROM HISTORY.t;
> id | v
> 3 | c
SELECT COUNT(*) AS n FROM t FOR VALID_TIME ALL FOR SYSTEM_TIME ALL WHERE id = 1;
> n
> 0
UPDATE t SET v = 'x' WHERE id = 1;
= 0
INSERT INTO t FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 'a');
UPDATE t FOR ALL VALID_TIME SET v = 'b' WHERE id = 3;
INSERT INTO t FOR VALID_TIME FROM DATE '2020-01-01' VALUES (4, 'b');
! 23505
SELECT id, v, _valid_from FROM t ORDER BY id;
> id | v | _valid_from
> 1 | a | 2020-01-01
> 3 | b | 2020-01-01
SELECT COUNT(*) AS n FROM TABLE(HISTORY(t, 1));
> n
> 1
SELECT COUNT(*) AS n FROM INFORMATION_SCHEMA.ERASURES e JOIN INFORMATION_SCHEMA.TRANSACTIONS x
  ON e.TRANSACTION_ID = x.TRANSACTION_ID AND e.SYSTEM_TIME = x.SYSTEM_TIME;
> n
> 2

== ERASE in a transaction, with savepoints
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 10), (2, 20), (3, 30);
BEGIN;
UPDATE t SET v = 11 WHERE id = 1;
INSERT INTO t VALUES (4, 40);
SAVEPOINT a;
ERASE FROM t WHERE id IN (1, 4);
= 2
SELECT id, v FROM t ORDER BY id;
> id | v
> 2 | 20
> 3 | 30
SELECT COUNT(*) AS n FROM t FOR VALID_TIME ALL FOR SYSTEM_TIME ALL WHERE id IN (1, 4);
> n
> 0
INSERT INTO t VALUES (1, 12), (4, 41);
SELECT id, v FROM t ORDER BY id;
> id | v
> 1 | 12
> 2 | 20
> 3 | 30
> 4 | 41
ROLLBACK TO a;
SELECT id, v FROM t ORDER BY id;
> id | v
> 1 | 11
> 2 | 20
> 3 | 30
> 4 | 40
ERASE FROM t WHERE id IN (1, 4);
INSERT INTO t VALUES (1, 13);
ERASE FROM t WHERE id = 1;
= 1
INSERT INTO t VALUES (1, 14);
COMMIT;
SELECT id, v FROM t ORDER BY id;
> id | v
> 1 | 14
> 2 | 20
> 3 | 30
SELECT COUNT(*) AS n FROM HISTORY.t;
> n
> 3
SELECT KEY_HASH FROM INFORMATION_SCHEMA.ERASURES;
> KEY_HASH
> 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b

== what is made and erased in one transaction was never there
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
BEGIN;
INSERT INTO t VALUES (1, 10);
ERASE FROM t WHERE id = 1;
COMMIT;
SELECT (SELECT COUNT(*) FROM HISTORY.t) AS versions, (SELECT COUNT(*) FROM INFORMATION_SCHEMA.ERASURES) AS erasures;
> versions | erasures
> 0 | 0

== ROLLBACK of an erasure
CREATE TABLE t (id INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1);
BEGIN;
ERASE FROM t WHERE id = 1;
ROLLBACK;
SELECT id FROM t;
> id
> 1
SELECT COUNT(*) AS n FROM INFORMATION_SCHEMA.ERASURES;
> n
> 0

== edges that were ended, loops, and edges between nodes that go together
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n) WITH (ENDPOINT_POLICY = 'IGNORE');
CREATE EDGE TABLE f (FROM n, TO n);
INSERT INTO n VALUES (1), (2), (3), (4);
INSERT INTO e (id, source, target) VALUES (1, 1, 1), (2, 1, 2), (3, 3, 2);
INSERT INTO f (source, target) VALUES (2, 3);
DELETE FROM f;
# an edge that is no longer believed was there
ERASE FROM n WHERE id = 3;
! 23503 has or had 2 edges: e (3), f (1)
ERASE FROM n WHERE id = 1;
! 23503 2 edges: e (1), e (2)
ERASE FROM e WHERE id = 2;
= 1
ERASE FROM n WHERE id IN (1, 4) CASCADE;
= 2
SELECT id FROM HISTORY.e;
> id
> 3
# with the same key, an edge can join other nodes now
INSERT INTO n VALUES (1);
INSERT INTO e (id, source, target) VALUES (1, 1, 3), (2, 3, 1);
SELECT id, source, target FROM e ORDER BY id;
> id | source | target
> 1 | 1 | 3
> 2 | 3 | 1
> 3 | 3 | 2
MATCH (a:n WHERE a.id = 1)-[x:e]->(b:n) RETURN x.id AS x, b.id AS b;
> x | b
> 1 | 3
MATCH (a:n)<-[x:e]-(b:n WHERE b.id = 1) RETURN x.id AS x, a.id AS a;
> x | a
> 1 | 3
SELECT COUNT(*) AS n FROM INFORMATION_SCHEMA.ERASURES WHERE TABLE_NAME = 'e';
> n
> 2

== rows that refer to what is erased
CREATE TABLE dept (id INTEGER PRIMARY KEY, boss INTEGER, FOREIGN KEY (boss) REFERENCES dept (id));
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept (id));
INSERT INTO dept VALUES (1, NULL), (2, 1);
INSERT INTO emp VALUES (7, 2);
ERASE FROM dept WHERE id = 1;
! 23503 is referred to by row (2) of table dept
ERASE FROM dept CASCADE;
! 42601
ERASE FROM dept WHERE TRUE CASCADE;
! 23503 is referred to by row (7) of table emp
UPDATE emp FOR ALL VALID_TIME SET dept = NULL;
ERASE FROM dept WHERE id > 0;
= 2
SELECT COUNT(*) AS n FROM HISTORY.dept;
> n
> 0

== a table with a generated key
CREATE TABLE log (line VARCHAR);
INSERT INTO log VALUES ('a'), ('b');
ERASE FROM log WHERE line = 'a';
= 1
INSERT INTO log VALUES ('c');
INSERT INTO log (_id, line) VALUES (1, 'again');
! 428C9
SELECT _id, line FROM log ORDER BY _id;
> _id | line
> 2 | b
> 3 | c

== an update from now on, and an erasure after it
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO t VALUES (1, 10), (2, 20);
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE t SET v = v + 1;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2024-01-15' TO DATE '2024-03-01' SET v = v + 100;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-04-10 00:00:00';
ERASE FROM t WHERE v = 120;
= 1
SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM HISTORY.t ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2024-01-10 | 2024-01-15 | 2024-01-10 | forever
> 1 | 10 | 2024-01-15 | 2024-02-10 | 2024-01-10 | 2024-03-10
> 1 | 10 | 2024-02-10 | forever | 2024-01-10 | 2024-02-10
> 1 | 11 | 2024-02-10 | 2024-03-01 | 2024-02-10 | 2024-03-10
> 1 | 11 | 2024-03-01 | forever | 2024-02-10 | forever
> 1 | 110 | 2024-01-15 | 2024-02-10 | 2024-03-10 | forever
> 1 | 111 | 2024-02-10 | 2024-03-01 | 2024-03-10 | forever
SELECT new_id, _op FROM TABLE(CHANGES(t, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-02-10 00:00:00'));
> new_id | _op
> 1 | INSERT
> 1 | UPDATE
SELECT new_id, new_v FROM TABLE(DIFF(t, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-10 00:00:00'));
> new_id | new_v
> 1 | 10
SELECT v FROM TABLE(TIMELINE(t, 2));
> v
SELECT id FROM t FOR VALID_TIME AS OF DATE '2024-01-12' FOR SYSTEM_TIME AS OF DATE '2024-01-12';
> id
> 1

== forgetting what was known before a time
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE u (id INTEGER PRIMARY KEY);
COMMIT;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO t VALUES (1, 10), (2, 20);
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE t SET v = 11 WHERE id = 1;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
UPDATE t SET v = 12 WHERE id = 1;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-04-10 00:00:00';
ERASE FROM t FOR SYSTEM_TIME BEFORE DATE '2999-01-01';
! 22023 cannot be forgotten yet
ERASE FROM t FOR SYSTEM_TIME BEFORE NULL;
! 22004
ERASE FROM t FOR SYSTEM_TIME BEFORE 7;
! 42804
BEGIN;
ERASE FROM t FOR SYSTEM_TIME BEFORE DATE '2024-02-10';
= 1
SELECT COUNT(*) AS n FROM HISTORY.t;
> n
> 5
ROLLBACK;
SELECT COUNT(*) AS n FROM HISTORY.t;
> n
> 6
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-05-10 00:00:00';
ERASE FROM t FOR SYSTEM_TIME BEFORE DATE '2024-02-10';
= 1
ERASE FROM t FOR SYSTEM_TIME BEFORE DATE '2024-02-01';
= 0
# what is kept: all that was believed at the horizon or later
SELECT id, v, _valid_from, _valid_to, _system_from, _system_to, _op FROM TABLE(HISTORY(t)) ORDER BY id, _system_from, _valid_from;
> id | v | _valid_from | _valid_to | _system_from | _system_to | _op
> 1 | 10 | 2024-01-10 | 2024-02-10 | 2024-01-10 | forever | NULL
> 1 | 11 | 2024-02-10 | 2024-03-10 | 2024-02-10 | forever | NULL
> 1 | 11 | 2024-03-10 | forever | 2024-02-10 | 2024-03-10 | NULL
> 1 | 12 | 2024-03-10 | forever | 2024-03-10 | forever | UPDATE
> 2 | 20 | 2024-01-10 | forever | 2024-01-10 | forever | NULL
SELECT COUNT(*) AS n FROM t FOR VALID_TIME ALL FOR SYSTEM_TIME ALL;
> n
> 5
SELECT id, v FROM t FOR VALID_TIME AS OF DATE '2024-03-12' FOR SYSTEM_TIME AS OF DATE '2024-02-10' ORDER BY id;
> id | v
> 1 | 11
> 2 | 20
SELECT id, v FROM t FOR SYSTEM_TIME AS OF DATE '2024-02-09';
! 22023 what table t was known to be before 2024-02-10 00:00:00.000000 is forgotten
SELECT id FROM t FOR SYSTEM_TIME AS OF DATE '2024-02-09' WHERE id = 1;
! 22023
SELECT id FROM t FOR SYSTEM_TIME FROM DATE '2024-01-01' TO DATE '2024-05-01';
! 22023
SELECT id FROM t FOR SYSTEM_TIME BETWEEN DATE '2024-02-01' AND DATE '2024-05-01';
! 22023
SELECT id FROM t FOR SYSTEM_TIME CONTAINED IN (DATE '2024-02-01', DATE '2024-05-01');
! 22023
SELECT id FROM HISTORY.t FOR SYSTEM_TIME AS OF DATE '2024-02-01';
! 22023
SELECT * FROM TABLE(CHANGES(t, DATE '2024-02-01', DATE '2024-05-01'));
! 22023
SELECT * FROM TABLE(DIFF(t, DATE '2024-02-01', DATE '2024-05-01'));
! 22023
SETTING DEFAULT SYSTEM_TIME AS OF DATE '2024-02-01' SELECT COUNT(*) FROM t;
! 22023
SELECT v FROM t FOR SYSTEM_TIME FROM DATE '2024-02-10' TO DATE '2024-05-01' WHERE id = 1 ORDER BY v;
> v
> 11
> 12
SELECT COUNT(*) AS n FROM TABLE(CHANGES(t, DATE '2024-02-10', DATE '2024-05-01'));
> n
> 1
# other tables keep theirs
SELECT id FROM u FOR SYSTEM_TIME AS OF DATE '2024-01-05';
> id
SELECT TABLE_NAME, KEY_HASH, FORGOTTEN_BEFORE, SYSTEM_TIME FROM INFORMATION_SCHEMA.ERASURES;
> TABLE_NAME | KEY_HASH | FORGOTTEN_BEFORE | SYSTEM_TIME
> t | NULL | 2024-02-10 | 2024-05-10

== an edge of which all is forgotten goes with its node
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n);
INSERT INTO n VALUES (1), (2);
INSERT INTO e FOR ALL VALID_TIME (id, source, target) VALUES (1, 1, 2);
! 23503
INSERT INTO e (id, source, target) VALUES (1, 1, 2);
COMMIT;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
DELETE FROM e FOR ALL VALID_TIME;
ERASE FROM n WHERE id = 1;
! 23503
ERASE FROM e FOR SYSTEM_TIME BEFORE DATE '2024-02-01';
= 1
SELECT COUNT(*) AS n FROM HISTORY.e;
> n
> 0
ERASE FROM n WHERE id = 1;
= 1
INSERT INTO n VALUES (1);
INSERT INTO e (id, source, target) VALUES (1, 2, 1);
SELECT id, source, target FROM e;
> id | source | target
> 1 | 2 | 1

== what ERASE refuses
CREATE TABLE t (id INTEGER PRIMARY KEY);
ERASE FROM t;
! 42601
ERASE FROM tt WHERE id = 1;
! 42P01 did you mean "t"?
ERASE FROM t WHERE nothing = 1;
! 42703
ERASE FROM HISTORY.t WHERE id = 1;
! 42809
ERASE FROM t WHERE id;
! 42804
BEGIN READ ONLY;
ERASE FROM t WHERE id = 1;
! 25006
ROLLBACK;

== after a purge
CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR);
INSERT INTO t VALUES (1, 'erased'), (2, 'kept');
ERASE FROM t WHERE id = 1;
CHECKPOINT PURGE;
> FILE | REASON
INSERT INTO t VALUES (1, 'again');
CHECKPOINT PURGE;
> FILE | REASON
UPDATE t SET v = 'changed' WHERE id = 2;
SELECT id, v FROM t ORDER BY id;
> id | v
> 1 | again
> 2 | changed
SELECT COUNT(*) AS n FROM HISTORY.t;
> n
> 4
