== colleagues as of an instant
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, city VARCHAR);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (id VARCHAR PRIMARY KEY, FROM person, TO company, salary INTEGER);
INSERT INTO person (name, city, _valid_from, _valid_to) VALUES
  ('Ann', 'Oslo', DATE '2020-01-01', DATE '2022-01-01'), ('Ann', 'Bergen', DATE '2022-01-01', END_OF_TIME),
  ('Bob', 'Oslo', DATE '2020-01-01', DATE '2023-01-01'), ('Cat', 'Bergen', DATE '2021-01-01', END_OF_TIME);
INSERT INTO company (name, _valid_from, _valid_to) VALUES
  ('X', DATE '2019-01-01', END_OF_TIME), ('Y', DATE '2021-06-01', DATE '2024-01-01');
INSERT INTO works_at (id, source, target, salary, _valid_from, _valid_to) VALUES
  ('e1', 'Ann', 'X', 100, DATE '2020-03-01', DATE '2022-06-01'),
  ('e2', 'Ann', 'Y', 150, DATE '2022-06-01', DATE '2024-01-01'),
  ('e3', 'Bob', 'X', 80, DATE '2020-01-01', DATE '2023-01-01'),
  ('e4', 'Cat', 'Y', 120, DATE '2021-09-01', DATE '2024-01-01');
COMMIT;
SELECT * FROM GRAPH_TABLE (
  MATCH (a:person)-[:works_at]->(c:company)<-[:works_at]-(b:person) FOR VALID_TIME AS OF DATE '2022-03-01' WHERE a.name < b.name
  COLUMNS (a.name AS a, c.name AS c, b.name AS b));
> a | c | b
> Ann | X | Bob

SELECT * FROM GRAPH_TABLE (
  MATCH (a:person)-[:works_at]->(c:company)<-[:works_at]-(b:person) FOR VALID_TIME AS OF DATE '2022-07-01' WHERE a.name < b.name
  COLUMNS (a.name AS a, c.name AS c, b.name AS b));
> a | c | b
> Ann | Y | Cat

== RESTRICT: a node with edges cannot be ended, and the edges are named
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, city VARCHAR);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (id VARCHAR PRIMARY KEY, FROM person, TO company, salary INTEGER)
  WITH (ENDPOINT_POLICY = 'RESTRICT');
INSERT INTO person (name, city, _valid_from, _valid_to) VALUES
  ('Ann', 'Oslo', DATE '2020-01-01', DATE '2022-01-01'), ('Ann', 'Bergen', DATE '2022-01-01', END_OF_TIME),
  ('Bob', 'Oslo', DATE '2020-01-01', DATE '2023-01-01'), ('Cat', 'Bergen', DATE '2021-01-01', END_OF_TIME);
INSERT INTO company (name, _valid_from, _valid_to) VALUES
  ('X', DATE '2019-01-01', END_OF_TIME), ('Y', DATE '2021-06-01', DATE '2024-01-01');
INSERT INTO works_at (id, source, target, salary, _valid_from, _valid_to) VALUES
  ('e1', 'Ann', 'X', 100, DATE '2020-03-01', DATE '2022-06-01'),
  ('e2', 'Ann', 'Y', 150, DATE '2022-06-01', DATE '2024-01-01'),
  ('e3', 'Bob', 'X', 80, DATE '2020-01-01', DATE '2023-01-01'),
  ('e4', 'Cat', 'Y', 120, DATE '2021-09-01', DATE '2024-01-01');
COMMIT;

DELETE FROM company FOR PORTION OF VALID_TIME FROM DATE '2023-07-01' TO DATE '2024-01-01' WHERE name = 'Y';
! 23503 node (Y) of company has 2 edges within the portion: works_at (e2)

DELETE FROM company FOR PORTION OF VALID_TIME FROM DATE '2021-06-01' TO DATE '2021-09-01' WHERE name = 'Y';
= 1

INSERT INTO works_at (id, source, target, salary, _valid_from) VALUES ('e5', 'Bob', 'Y', 1, DATE '2022-01-01');
! 23503 needs node (Bob) of person

SELECT id FROM works_at FOR VALID_TIME ALL ORDER BY id;
> id
> e1
> e2
> e3
> e4

== CLIP: edges go with their node, and no further
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, city VARCHAR);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (id VARCHAR PRIMARY KEY, FROM person, TO company, salary INTEGER)
  WITH (ENDPOINT_POLICY = 'CLIP');
INSERT INTO person (name, city, _valid_from, _valid_to) VALUES
  ('Ann', 'Oslo', DATE '2020-01-01', DATE '2022-01-01'), ('Ann', 'Bergen', DATE '2022-01-01', END_OF_TIME),
  ('Bob', 'Oslo', DATE '2020-01-01', DATE '2023-01-01'), ('Cat', 'Bergen', DATE '2021-01-01', END_OF_TIME);
INSERT INTO company (name, _valid_from, _valid_to) VALUES
  ('X', DATE '2019-01-01', END_OF_TIME), ('Y', DATE '2021-06-01', DATE '2024-01-01');
INSERT INTO works_at (id, source, target, salary, _valid_from, _valid_to) VALUES
  ('e1', 'Ann', 'X', 100, DATE '2020-03-01', DATE '2022-06-01'),
  ('e2', 'Ann', 'Y', 150, DATE '2022-06-01', DATE '2024-01-01'),
  ('e3', 'Bob', 'X', 80, DATE '2020-01-01', DATE '2023-01-01'),
  ('e4', 'Cat', 'Y', 120, DATE '2021-09-01', DATE '2024-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-01 00:00:00';
DELETE FROM company FOR PORTION OF VALID_TIME FROM DATE '2023-07-01' TO DATE '2024-01-01' WHERE name = 'Y';
= 1
~ 01000 2 edges were clipped to the periods of their nodes
COMMIT;

SELECT id, _valid_from, _valid_to, _system_from, _system_to FROM works_at FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY id, _system_from, _valid_from, _system_to;
> id | _valid_from | _valid_to | _system_from | _system_to
> e1 | 2020-03-01 | 2022-06-01 | 2024-02-01 | forever
> e2 | 2022-06-01 | 2023-07-01 | 2024-02-01 | forever
> e2 | 2023-07-01 | 2024-01-01 | 2024-02-01 | 2024-03-01
> e3 | 2020-01-01 | 2023-01-01 | 2024-02-01 | forever
> e4 | 2021-09-01 | 2023-07-01 | 2024-02-01 | forever
> e4 | 2023-07-01 | 2024-01-01 | 2024-02-01 | 2024-03-01

SELECT id FROM works_at FOR VALID_TIME AS OF DATE '2023-08-01' FOR SYSTEM_TIME AS OF TIMESTAMP '2024-02-01 00:00:00' ORDER BY id;
> id
> e2
> e4

== CLIP: an edge is written where both its nodes are
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, city VARCHAR);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (id VARCHAR PRIMARY KEY, FROM person, TO company, salary INTEGER)
  WITH (ENDPOINT_POLICY = 'CLIP');
INSERT INTO person (name, city, _valid_from, _valid_to) VALUES
  ('Ann', 'Oslo', DATE '2020-01-01', DATE '2022-01-01'), ('Ann', 'Bergen', DATE '2022-01-01', END_OF_TIME),
  ('Bob', 'Oslo', DATE '2020-01-01', DATE '2023-01-01'), ('Cat', 'Bergen', DATE '2021-01-01', END_OF_TIME);
INSERT INTO company (name, _valid_from, _valid_to) VALUES
  ('X', DATE '2019-01-01', END_OF_TIME), ('Y', DATE '2021-06-01', DATE '2024-01-01');
INSERT INTO works_at (id, source, target, salary, _valid_from, _valid_to) VALUES
  ('e1', 'Ann', 'X', 100, DATE '2020-03-01', DATE '2022-06-01'),
  ('e2', 'Ann', 'Y', 150, DATE '2022-06-01', DATE '2024-01-01'),
  ('e3', 'Bob', 'X', 80, DATE '2020-01-01', DATE '2023-01-01'),
  ('e4', 'Cat', 'Y', 120, DATE '2021-09-01', DATE '2024-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-01 00:00:00';
INSERT INTO works_at (id, source, target, salary, _valid_from) VALUES ('e5', 'Bob', 'Y', 1, DATE '2022-01-01');
= 1
~ 01000 1 edge was clipped to the periods of its nodes
INSERT INTO works_at (id, source, target, salary, _valid_from) VALUES ('e6', 'Bob', 'Y', 1, DATE '2024-01-01');
! 23503 needs node
INSERT INTO works_at (id, source, target, salary, _valid_from) VALUES ('e7', 'Bob', 'Z', 1, DATE '2022-01-01');
! 23503 needs node (Z) of company, which is not there
COMMIT;

SELECT id, _valid_from, _valid_to, _system_from FROM works_at FOR VALID_TIME ALL WHERE id > 'e4';
> id | _valid_from | _valid_to | _system_from
> e5 | 2022-01-01 | 2023-01-01 | 2024-03-01

== CLIP: a node with a gap cuts an edge in two, also within one transaction
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n) WITH (ENDPOINT_POLICY = 'CLIP');
BEGIN;
INSERT INTO n (id, _valid_from, _valid_to) VALUES
  (1, DATE '2020-01-01', DATE '2021-01-01'), (1, DATE '2022-01-01', DATE '2023-01-01'), (2, DATE '2020-07-01', DATE '2022-07-01');
INSERT INTO e (id, source, target, _valid_from) VALUES (1, 1, 2, DATE '2000-01-01'), (2, 1, 1, DATE '2000-01-01');
= 2
~ 01000 2 edges were clipped to the periods of their nodes
SELECT id, _valid_from, _valid_to FROM e FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | _valid_from | _valid_to
> 1 | 2020-07-01 | 2021-01-01
> 1 | 2022-01-01 | 2022-07-01
> 2 | 2020-01-01 | 2021-01-01
> 2 | 2022-01-01 | 2023-01-01
COMMIT;
DELETE FROM n FOR PORTION OF VALID_TIME FROM DATE '2020-09-01' TO DATE '2020-10-01' WHERE id = 1;
= 1
~ 01000 2 edges were clipped to the periods of their nodes
SELECT id, _valid_from, _valid_to FROM e FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | _valid_from | _valid_to
> 1 | 2020-07-01 | 2020-09-01
> 1 | 2020-10-01 | 2021-01-01
> 1 | 2022-01-01 | 2022-07-01
> 2 | 2020-01-01 | 2020-09-01
> 2 | 2020-10-01 | 2021-01-01
> 2 | 2022-01-01 | 2023-01-01

== CLIP: a node and its edge from now on, in one transaction
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n) WITH (ENDPOINT_POLICY = 'CLIP');
BEGIN;
INSERT INTO n (id) VALUES (1), (2);
INSERT INTO e (id, source, target, _valid_from) VALUES (1, 1, 2, DATE '2000-01-01');
= 1
~ 01000 1 edge was clipped to the periods of its nodes
COMMIT;
SELECT count(*) FROM e JOIN n ON n.id = e.source AND n._valid_from = e._valid_from AND e._valid_from = e._system_from;
> *
> 1
BEGIN;
DELETE FROM n WHERE id = 2;
= 1
~ 01000 1 edge was clipped to the periods of its nodes
SELECT count(*) FROM e;
> *
> 0
ROLLBACK;
SELECT count(*) FROM e;
> *
> 1
DELETE FROM n WHERE id = 2;
= 1
~ 01000 1 edge was clipped to the periods of its nodes
SELECT count(*) FROM e JOIN n FOR VALID_TIME ALL ON n.id = e.target AND n._valid_to = e._valid_to AND n._valid_to <> END_OF_TIME;
> *
> 0

== IGNORE: stored, not seen at an instant while a node is missing, seen again when it is back
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, city VARCHAR);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (id VARCHAR PRIMARY KEY, FROM person, TO company, salary INTEGER)
  WITH (ENDPOINT_POLICY = 'IGNORE');
INSERT INTO person (name, city, _valid_from, _valid_to) VALUES
  ('Ann', 'Oslo', DATE '2020-01-01', DATE '2022-01-01'), ('Ann', 'Bergen', DATE '2022-01-01', END_OF_TIME),
  ('Bob', 'Oslo', DATE '2020-01-01', DATE '2023-01-01'), ('Cat', 'Bergen', DATE '2021-01-01', END_OF_TIME);
INSERT INTO company (name, _valid_from, _valid_to) VALUES
  ('X', DATE '2019-01-01', END_OF_TIME), ('Y', DATE '2021-06-01', DATE '2024-01-01');
INSERT INTO works_at (id, source, target, salary, _valid_from, _valid_to) VALUES
  ('e1', 'Ann', 'X', 100, DATE '2020-03-01', DATE '2022-06-01'),
  ('e2', 'Ann', 'Y', 150, DATE '2022-06-01', DATE '2024-01-01'),
  ('e3', 'Bob', 'X', 80, DATE '2020-01-01', DATE '2023-01-01'),
  ('e4', 'Cat', 'Y', 120, DATE '2021-09-01', DATE '2024-01-01');
COMMIT;

DELETE FROM company FOR PORTION OF VALID_TIME FROM DATE '2023-07-01' TO DATE '2024-01-01' WHERE name = 'Y';
= 1

SELECT id FROM works_at FOR VALID_TIME AS OF DATE '2023-08-01' ORDER BY id;
> id

SELECT id FROM works_at FOR VALID_TIME AS OF DATE '2023-08-01' WHERE id = 'e2';
> id

SELECT id FROM works_at FOR VALID_TIME AS OF DATE '2023-06-01' WHERE id = 'e2';
> id
> e2

SELECT * FROM GRAPH_TABLE (MATCH (a:person)-[e:works_at]->(c:company) FOR VALID_TIME AS OF DATE '2023-08-01' COLUMNS (e.id AS id));
> id

SELECT * FROM GRAPH_TABLE (MATCH (a:person)-[e:works_at]->() FOR VALID_TIME AS OF DATE '2023-08-01' COLUMNS (e.id AS id));
> id

SELECT id FROM works_at FOR VALID_TIME AS OF DATE '2023-08-01' FOR SYSTEM_TIME AS OF TIMESTAMP '2024-02-01 00:00:00' ORDER BY id;
> id
> e2
> e4

SELECT id, _valid_from, _valid_to FROM works_at FOR VALID_TIME ALL ORDER BY id;
> id | _valid_from | _valid_to
> e1 | 2020-03-01 | 2022-06-01
> e2 | 2022-06-01 | 2024-01-01
> e3 | 2020-01-01 | 2023-01-01
> e4 | 2021-09-01 | 2024-01-01

INSERT INTO company (name, _valid_from, _valid_to) VALUES ('Y', DATE '2023-08-01', DATE '2023-09-01');

SELECT id FROM works_at FOR VALID_TIME AS OF DATE '2023-08-01' ORDER BY id;
> id
> e2
> e4

SELECT id FROM works_at FOR VALID_TIME AS OF DATE '2023-09-01' ORDER BY id;
> id

INSERT INTO works_at (id, source, target, salary, _valid_from) VALUES ('e5', 'Bob', 'Y', 1, DATE '2022-01-01');
= 1

SELECT count(*) FROM works_at FOR VALID_TIME AS OF DATE '2022-07-01' WHERE source = 'Bob';
> *
> 2

SELECT count(*) FROM works_at FOR VALID_TIME AS OF DATE '2023-08-15' WHERE source = 'Bob';
> *
> 0

INSERT INTO works_at (id, source, target, salary, _valid_from) VALUES ('e6', 'Bob', 'Z', 1, DATE '2022-01-01');
! 23503 needs node (Z) of company, which is not there

== IGNORE: a transaction sees its own deletion of a node
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n) WITH (ENDPOINT_POLICY = IGNORE);
INSERT INTO n (id) VALUES (1), (2);
INSERT INTO e (id, source, target) VALUES (1, 1, 2), (2, 2, 2);
BEGIN;
DELETE FROM n WHERE id = 1;
SELECT id FROM e ORDER BY id;
> id
> 2
UPSERT INTO e (id, source, target) VALUES (3, 1, 2);
SELECT id FROM e ORDER BY id;
> id
> 2
ROLLBACK;
SELECT id FROM e ORDER BY id;
> id
> 1
> 2

== endpoint policies are options of edge tables
CREATE TABLE t (id INTEGER PRIMARY KEY) WITH (ENDPOINT_POLICY = 'CLIP');
! 42P16 edge tables
CREATE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (FROM n, TO n) WITH (ENDPOINT_POLICY = 'SOMETIMES');
! 22023 one of [RESTRICT, CLIP, IGNORE]
CREATE EDGE TABLE e (FROM n, TO n) WITH (ENDPOINT_POLICY = 'CLIP', ENDPOINT_POLICY = 'CLIP');
! 42P16 twice
CREATE EDGE TABLE e (FROM n, TO n) WITH (COLOUR = 'RED');
! HYC00 COLOUR

== CLIP: an edge that is there is patched where its nodes are
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-02 00:00:00';
CREATE EDGE TABLE c (id INTEGER PRIMARY KEY, FROM n, TO n, w INTEGER) WITH (ENDPOINT_POLICY = 'CLIP');
INSERT INTO n FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2022-01-01' VALUES (1);
INSERT INTO c FOR VALID_TIME FROM DATE '2021-01-01' TO DATE '2021-06-01' (id, source, target, w) VALUES
  (5, 1, 1, 10), (6, 1, 1, 10), (7, 1, 1, 10), (8, 1, 1, 10);
PATCH INTO c FOR VALID_TIME FROM DATE '2021-01-01' TO DATE '2023-01-01' (id, source, target, w) VALUES (5, 1, 1, 12);
= 1
~ 01000 1 edge was clipped to the periods of its nodes
# nothing on either side, and it is one edge
PATCH INTO c FOR VALID_TIME FROM DATE '2019-01-01' TO DATE '2023-01-01' (id, source, target, w) VALUES (6, 1, 1, 12);
= 1
~ 01000 1 edge was clipped to the periods of its nodes
INSERT INTO c FOR VALID_TIME FROM DATE '2021-05-01' TO DATE '2023-01-01' (id, source, target, w) VALUES (7, 1, 1, 1)
  ON CONFLICT DO UPDATE SET w = c.w + EXCLUDED.w;
= 1
~ 01000 1 edge was clipped to the periods of its nodes
PATCH INTO c FOR VALID_TIME FROM DATE '2020-06-01' TO DATE '2023-01-01' (id, source, target, w) VALUES (8, 1, 1, 12)
  RETURNING w, _valid_from, _valid_to;
> w | _valid_from | _valid_to
> 12 | 2021-01-01 | 2021-06-01
> 12 | 2020-06-01 | 2021-01-01
> 12 | 2021-06-01 | 2022-01-01
SELECT id, w, _valid_from, _valid_to FROM c FOR VALID_TIME ALL WHERE id < 8 ORDER BY id, _valid_from;
> id | w | _valid_from | _valid_to
> 5 | 12 | 2021-01-01 | 2022-01-01
> 6 | 12 | 2020-01-01 | 2022-01-01
> 7 | 10 | 2021-01-01 | 2021-05-01
> 7 | 11 | 2021-05-01 | 2021-06-01
> 7 | 1 | 2021-06-01 | 2022-01-01
# where it is nowhere in the portion, there is nothing to clip it to
PATCH INTO c FOR VALID_TIME FROM DATE '2022-01-01' TO DATE '2023-01-01' (id, source, target, w) VALUES (5, 1, 1, 13);
! 23503
INSERT INTO c FOR VALID_TIME FROM DATE '2022-01-01' TO DATE '2023-01-01' (id, source, target, w) VALUES (5, 1, 1, 13)
  ON CONFLICT DO UPDATE SET w = 3;
! 23503

== an edge that may be where its node is not needs a node that was there once
CREATE TABLE p (id INTEGER PRIMARY KEY);
CREATE TABLE c (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (n INTEGER PRIMARY KEY, FROM p, TO c) WITH (ENDPOINT_POLICY = 'IGNORE');
INSERT INTO p FOR VALID_TIME ALL VALUES (1);
BEGIN;
INSERT INTO c FOR VALID_TIME FROM DATE '2024-01-01' TO DATE '2025-01-01' VALUES (6);
INSERT INTO e FOR VALID_TIME FROM DATE '2024-01-01' TO DATE '2025-01-01' (n, source, target) VALUES (1, 1, 6);
DELETE FROM c FOR PORTION OF VALID_TIME FROM DATE '2024-02-01' TO DATE '2025-01-01' WHERE id = 6;
DELETE FROM c FOR ALL VALID_TIME WHERE id = 6;
! 23503
DELETE FROM e FOR ALL VALID_TIME;
DELETE FROM c FOR ALL VALID_TIME WHERE id = 6;
COMMIT;
SELECT COUNT(*) AS c FROM HISTORY.e;
> c
> 0
BEGIN;
INSERT INTO c VALUES (7);
INSERT INTO e (n, source, target) VALUES (1, 1, 7);
DELETE FROM c WHERE id = 7;
! 23503
ROLLBACK;
BEGIN;
INSERT INTO c VALUES (8);
INSERT INTO e FOR VALID_TIME FROM DATE '2024-01-01' (n, source, target) VALUES (1, 1, 8);
DELETE FROM c FOR ALL VALID_TIME WHERE id = 8;
COMMIT;
! 23503
BEGIN;
INSERT INTO c VALUES (8);
DELETE FROM c WHERE id = 8;
INSERT INTO e (n, source, target) VALUES (1, 1, 8);
! 23503
INSERT INTO e FOR VALID_TIME ALL (n, source, target) VALUES (1, 1, 8);
! 23503
INSERT INTO e FOR VALID_TIME FROM DATE '2023-01-01' (n, source, target) VALUES (1, 1, 8);
! 23503
ROLLBACK;
BEGIN;
INSERT INTO c FOR VALID_TIME FROM DATE '2020-01-01' VALUES (8);
DELETE FROM c FOR ALL VALID_TIME WHERE id = 8;
INSERT INTO e FOR VALID_TIME FROM DATE '2021-01-01' (n, source, target) VALUES (1, 1, 8);
! 23503
INSERT INTO c VALUES (18);
INSERT INTO e (n, source, target) VALUES (1, 1, 8);
COMMIT;
! 23503
BEGIN;
INSERT INTO c VALUES (8);
INSERT INTO e (n, source, target) VALUES (1, 1, 8);
DELETE FROM e;
DELETE FROM c WHERE id = 8;
INSERT INTO e (n, source, target) VALUES (1, 1, 8);
! 23503
INSERT INTO c VALUES (8);
INSERT INTO e (n, source, target) VALUES (1, 1, 8);
COMMIT;
ERASE FROM e WHERE TRUE;
ERASE FROM c WHERE id = 8;
BEGIN;
INSERT INTO c VALUES (9);
INSERT INTO e (n, source, target) VALUES (1, 1, 9);
COMMIT;
DELETE FROM c WHERE id = 9;
INSERT INTO c VALUES (9);
SELECT n, target FROM e;
> n | target
> 1 | 9
