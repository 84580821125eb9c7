== DETACH DELETE ends the edges with the node
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (id INTEGER PRIMARY KEY, FROM person, TO company);
CREATE EDGE TABLE knows (id INTEGER PRIMARY KEY, FROM person, TO person) WITH (ENDPOINT_POLICY = 'IGNORE');
INSERT INTO person FOR VALID_TIME FROM DATE '2020-01-01' VALUES ('Ann'), ('Bob'), ('Cat');
INSERT INTO company FOR VALID_TIME FROM DATE '2020-01-01' VALUES ('X'), ('Y');
INSERT INTO works_at FOR VALID_TIME FROM DATE '2021-01-01' (id, source, target) VALUES (1, 'Ann', 'X'), (2, 'Ann', 'Y'), (3, 'Bob', 'X');
INSERT INTO knows FOR VALID_TIME FROM DATE '2021-01-01' (id, source, target) VALUES (1, 'Ann', 'Bob'), (2, 'Bob', 'Bob'), (3, 'Cat', 'Ann');
DELETE FROM person FOR PORTION OF VALID_TIME FROM DATE '2022-01-01' TO DATE '2023-01-01' WHERE name = 'Ann';
! 23503
# the count is that of the nodes
DETACH DELETE FROM person FOR PORTION OF VALID_TIME FROM DATE '2022-01-01' TO DATE '2023-01-01' WHERE name = 'Ann';
= 1
~ 01000 4 edges were clipped to the periods of their nodes
SELECT id, _valid_from, _valid_to FROM works_at FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | _valid_from | _valid_to
> 1 | 2021-01-01 | 2022-01-01
> 1 | 2023-01-01 | forever
> 2 | 2021-01-01 | 2022-01-01
> 2 | 2023-01-01 | forever
> 3 | 2021-01-01 | forever
SELECT id, _valid_from, _valid_to FROM knows FOR VALID_TIME ALL WHERE id <> 2 ORDER BY id, _valid_from;
> id | _valid_from | _valid_to
> 1 | 2021-01-01 | 2022-01-01
> 1 | 2023-01-01 | forever
> 3 | 2021-01-01 | 2022-01-01
> 3 | 2023-01-01 | forever
# an edge to itself is one edge; a portion before all edges ends none
DETACH DELETE FROM person FOR PORTION OF VALID_TIME FROM DATE '2020-06-01' TO DATE '2021-01-01' WHERE name = 'Bob';
= 1
DETACH DELETE FROM person WHERE name = 'Bob' RETURNING name, _valid_to;
> name | _valid_to
> Bob | forever
SELECT COUNT(*) AS n FROM works_at WHERE id = 3;
> n
> 0
SELECT COUNT(*) AS n FROM knows WHERE source = 'Bob' OR target = 'Bob';
> n
> 0
# what was known stays known
SELECT COUNT(*) AS n FROM HISTORY.works_at WHERE id = 3;
> n
> 2
DETACH DELETE FROM works_at WHERE id = 1;
= 1
DETACH DELETE FROM person WHERE name = 'Nobody';
= 0

== DETACH DELETE in a transaction
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n);
BEGIN;
INSERT INTO n VALUES (1), (2), (3);
INSERT INTO e (id, source, target) VALUES (1, 1, 2), (2, 2, 3), (3, 3, 3);
SAVEPOINT s;
DETACH DELETE FROM n WHERE id < 3;
= 2
~ 01000 2 edges were clipped to the periods of their nodes
SELECT id FROM e;
> id
> 3
ROLLBACK TO SAVEPOINT s;
DETACH DELETE FROM n WHERE id = 3;
= 1
~ 01000 2 edges were clipped to the periods of their nodes
SELECT id FROM e;
> id
> 1
COMMIT;
SELECT COUNT(*) AS n FROM n;
> n
> 2
DETACH DELETE FROM n;
= 2
~ 01000 1 edge was clipped to the periods of its nodes
SELECT COUNT(*) AS n FROM e;
> n
> 0

== RETURNING tells where a clipped edge was put
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n) WITH (ENDPOINT_POLICY = 'CLIP');
INSERT INTO n (id, _valid_from, _valid_to) VALUES (1, DATE '2020-01-01', DATE '2022-01-01'),
  (2, DATE '2020-06-01', DATE '2021-01-01'), (2, DATE '2021-06-01', DATE '2023-01-01');
INSERT INTO e (id, source, target, _valid_from, _valid_to) VALUES (1, 1, 2, DATE '2019-01-01', DATE '2024-01-01')
  RETURNING id, _valid_from, _valid_to;
> id | _valid_from | _valid_to
> 1 | 2020-06-01 | 2021-01-01
> 1 | 2021-06-01 | 2022-01-01
