== a view is its query
CREATE TABLE p (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, n INTEGER);
INSERT INTO p VALUES (1, 'a', 10), (2, 'b', 20), (3, 'c', 30);
CREATE VIEW large AS SELECT id, name FROM p WHERE n > 15;
SELECT * FROM large ORDER BY id;
> id | name
> 2 | b
> 3 | c
SELECT v.name FROM large v JOIN p ON p.id = v.id WHERE p.n = 30;
> name
> c
CREATE VIEW twice (a, b) AS SELECT l.id, r.id FROM large l JOIN large r ON r.id > l.id;
SELECT * FROM twice;
> a | b
> 2 | 3
SELECT count(*) AS c FROM large WHERE id IN (SELECT b FROM twice);
> c
> 1
CREATE VIEW large AS SELECT 1 AS one;
! 42P07 large
CREATE TABLE large (id INTEGER PRIMARY KEY);
! 42P07 large
CREATE VIEW IF NOT EXISTS large AS SELECT 1 AS one;
CREATE TABLE IF NOT EXISTS large (id INTEGER PRIMARY KEY);
! 42P07 the view large
CREATE VIEW IF NOT EXISTS p AS SELECT 1 AS one;
! 42P07 the table p
CREATE OR REPLACE VIEW p AS SELECT 1 AS one;
! 42P07 the table p
CREATE OR REPLACE VIEW IF NOT EXISTS w AS SELECT 1 AS one;
! 42601 exclude
CREATE VIEW p AS SELECT 1 AS one;
! 42P07 p
CREATE VIEW w (a) AS SELECT id, n FROM p;
! 42601
CREATE VIEW w AS SELECT id, nothing FROM p;
! 42703
INSERT INTO large VALUES (4, 'd');
! 42809 large is a view
UPDATE large SET name = 'x';
! 42809 large is a view
DELETE FROM PUBLIC.large;
! 42809 large is a view
UPSERT INTO large VALUES (4, 'd');
! 42809 large is a view
PATCH INTO large (id, name) VALUES (4, 'd');
! 42809 large is a view
MERGE INTO large USING p ON large.id = p.id WHEN MATCHED THEN DELETE;
! 42809 large is a view
ALTER TABLE large ADD COLUMN x INTEGER;
! 42809 large is a view
CREATE TABLE r (id INTEGER PRIMARY KEY, l INTEGER REFERENCES large);
! 42809 large is a view
CREATE EDGE TABLE e (FROM p, TO large);
! 42809 large is a view
SELECT * FROM GRAPH_TABLE (MATCH (a:large) COLUMNS (a.name));
! 42809 large is a view
SELECT * FROM TABLE(HISTORY(large));
! 42809 large is a view
SELECT * FROM HISTORY.large;
! 42P01
SELECT * FROM lrage;
! 42P01 large
SELECT nmae FROM large;
! 42703 name
DROP TABLE large;
! 42809 view
DROP VIEW p;
! 42809 table
DROP VIEW nothing;
! 42P01
DROP VIEW IF EXISTS nothing;
DROP VIEW large;
! 2BP01 twice
DROP TABLE p;
! 2BP01 large
DROP VIEW twice, large;
SELECT * FROM large;
! 42P01

== a view's tables follow the time of who asks
CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO p (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2020-01-01', DATE '2021-01-01'), (1, 2, DATE '2021-01-01', DATE '2022-01-01'), (2, 9, DATE '2020-01-01', END_OF_TIME);
CREATE VIEW now_and_then AS SELECT p.id, p.v, q.v AS first FROM p JOIN p FOR VALID_TIME AS OF DATE '2020-06-01' AS q ON q.id = p.id;
CREATE VIEW outer_one AS SELECT * FROM now_and_then;
SELECT * FROM now_and_then ORDER BY id;
> id | v | first
> 2 | 9 | 9
SELECT * FROM now_and_then FOR VALID_TIME AS OF DATE '2021-06-01' ORDER BY id;
> id | v | first
> 1 | 2 | 1
> 2 | 9 | 9
SELECT * FROM outer_one FOR VALID_TIME AS OF DATE '2021-06-01' AS o ORDER BY id;
> id | v | first
> 1 | 2 | 1
> 2 | 9 | 9
SELECT * FROM outer_one FOR SYSTEM_TIME AS OF DATE '2021-06-01';
> id | v | first
SELECT a.v AS a, b.v AS b FROM outer_one FOR VALID_TIME AS OF DATE '2020-06-01' a JOIN outer_one FOR VALID_TIME AS OF DATE '2021-06-01' b ON a.id = b.id ORDER BY 1, 2;
> a | b
> 1 | 2
> 9 | 9
SETTING DEFAULT VALID_TIME AS OF DATE '2021-06-01' SELECT count(*) AS c FROM outer_one;
> c
> 2
SET SESSION VALID_TIME TO AS OF DATE '2021-06-01';
SELECT count(*) AS c FROM outer_one;
> c
> 2
SELECT count(*) AS c FROM outer_one FOR VALID_TIME AS OF DATE '2030-01-01';
> c
> 1
SET SESSION VALID_TIME TO DEFAULT;
SELECT v, _valid_from FROM now_and_then;
! 42703 _valid_from

== a view over patterns and periods
CREATE NODE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR);
CREATE EDGE TABLE knows (FROM person, TO person);
INSERT INTO person (id, name, _valid_from) VALUES (1, 'Ann', DATE '2020-01-01'), (2, 'Bob', DATE '2020-01-01');
INSERT INTO knows (source, target, _valid_from, _valid_to) VALUES (1, 2, DATE '2020-01-01', DATE '2021-01-01');
CREATE VIEW acquaintances AS SELECT * FROM GRAPH_TABLE (MATCH (a:person)-[:knows]->(b:person) COLUMNS (a.name AS a, b.name AS b));
SELECT * FROM acquaintances;
> a | b
SELECT * FROM acquaintances FOR VALID_TIME AS OF DATE '2020-05-05';
> a | b
> Ann | Bob
CREATE VIEW lives AS SELECT name, _valid_from AS since FROM person;
SELECT * FROM lives ORDER BY name;
> name | since
> Ann | 2020-01-01
> Bob | 2020-01-01

== a view keeps the columns that it was made with
CREATE TABLE p (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER);
INSERT INTO p VALUES (1, 2, 3);
CREATE VIEW v AS SELECT * FROM p;
CREATE VIEW w AS SELECT id + a AS s FROM v;
ALTER TABLE p ADD COLUMN c INTEGER DEFAULT 4;
SELECT * FROM v;
> id | a | b
> 1 | 2 | 3
CREATE OR REPLACE VIEW v AS SELECT * FROM p;
SELECT * FROM v;
> id | a | b | c
> 1 | 2 | 3 | 4
SELECT * FROM w;
> s
> 3
CREATE OR REPLACE VIEW v AS SELECT id, b FROM p;
! 2BP01 w
CREATE OR REPLACE VIEW v AS SELECT id, CAST(a AS VARCHAR) AS a FROM p;
! 2BP01 w
CREATE OR REPLACE VIEW v AS SELECT id, a, b, s AS c FROM p, w;
! 42P16 read itself
CREATE OR REPLACE VIEW v AS SELECT a, id FROM p;
SELECT * FROM v;
> a | id
> 2 | 1
CREATE OR REPLACE VIEW v AS SELECT * FROM p;
ALTER TABLE p DROP COLUMN a;
! 2BP01 v
ALTER TABLE p RENAME TO q;
! 2BP01 v
SELECT * FROM w;
> s
> 3
ALTER TABLE p DROP COLUMN a CASCADE;
SELECT * FROM w;
! 42P01
SELECT * FROM v;
! 42P01

== cascades and transactions
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (FROM n, TO n);
CREATE TABLE r (id INTEGER PRIMARY KEY, n INTEGER REFERENCES n);
CREATE VIEW v AS SELECT source FROM e;
CREATE VIEW w AS SELECT * FROM v;
BEGIN;
DROP TABLE n CASCADE;
SELECT table_name FROM INFORMATION_SCHEMA.TABLES WHERE table_schema = 'PUBLIC';
> table_name
> r
INSERT INTO r VALUES (1, 77);
= 1
ROLLBACK;
SELECT table_name, table_type FROM INFORMATION_SCHEMA.TABLES WHERE table_schema = 'PUBLIC' ORDER BY 1;
> table_name | table_type
> e | BASE TABLE
> n | BASE TABLE
> r | BASE TABLE
> v | VIEW
> w | VIEW
INSERT INTO r VALUES (1, 77);
! 23503
BEGIN;
CREATE VIEW x AS SELECT id FROM n;
SAVEPOINT s;
DROP VIEW x;
SELECT * FROM x;
! 42P01
ROLLBACK TO SAVEPOINT s;
SELECT * FROM x;
> id
COMMIT;
SELECT table_name, view_definition FROM INFORMATION_SCHEMA.VIEWS WHERE table_name = 'x';
> table_name | view_definition
> x | SELECT id FROM n
SELECT column_name, data_type FROM INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'w';
> column_name | data_type
> source | INTEGER
SELECT is_updatable, check_option FROM INFORMATION_SCHEMA.VIEWS WHERE table_name = 'x';
> is_updatable | check_option
> NO | NONE
SELECT constraint_name, constraint_type FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE table_name = 'r' ORDER BY 1;
> constraint_name | constraint_type
> PK_r | PRIMARY KEY
> r_n_fkey | FOREIGN KEY

== queries of all kinds in a view
CREATE TABLE p (id INTEGER PRIMARY KEY, k VARCHAR, n INTEGER);
INSERT INTO p VALUES (1, 'a', 10), (2, 'a', 20), (3, 'b', 30);
CREATE VIEW sums AS SELECT k, count(*), sum(n) AS total FROM p GROUP BY k;
SELECT * FROM sums ORDER BY k;
> k | count(*) | total
> a | 2 | 30
> b | 1 | 30
SELECT "count(*)" FROM sums WHERE k = 'a';
> count(*)
> 2
CREATE VIEW top (id) AS SELECT id FROM p ORDER BY n DESC LIMIT 2;
SELECT * FROM top ORDER BY id;
> id
> 2
> 3
CREATE VIEW both_of_them AS WITH a AS (SELECT id FROM p WHERE k = 'a') SELECT id FROM a UNION ALL SELECT id FROM top;
SELECT id FROM both_of_them ORDER BY id;
> id
> 1
> 2
> 2
> 3
CREATE VIEW steps AS WITH RECURSIVE r (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM r WHERE i < 3) SELECT i FROM r;
SELECT sum(i) AS s FROM steps;
> s
> 6
CREATE VIEW ranked AS SELECT id, rank() OVER (PARTITION BY k ORDER BY n) AS place FROM p;
SELECT id, place FROM ranked WHERE place = 2;
> id | place
> 2 | 2
CREATE VIEW constants (x, y) AS VALUES (1, 'one'), (2, 'two');
SELECT y FROM constants WHERE x = 2;
> y
> two
CREATE VIEW pairs (a, b, c, d, e, f) AS SELECT * FROM p JOIN p AS q ON q.id = p.id + 1;
SELECT a, d FROM pairs ORDER BY a;
> a | d
> 1 | 2
> 2 | 3
CREATE VIEW pairs2 AS SELECT * FROM p JOIN p AS q ON q.id = p.id + 1;
SELECT id, k0, id0 FROM pairs2 ORDER BY id;
> id | k0 | id0
> 1 | a | 2
> 2 | b | 3
CREATE VIEW pairs3 (x, X) AS SELECT id, n FROM p;
! 42701 X
ALTER TABLE p ADD COLUMN more INTEGER;
! 2BP01 pairs
CREATE TABLE generated (v INTEGER);
CREATE VIEW keyed AS SELECT * FROM generated;
ALTER TABLE generated ADD COLUMN more INTEGER;
SELECT * FROM keyed;
> v
ALTER TABLE generated DROP COLUMN v;
! 2BP01 the view keyed depends on it as it is (its column v would be gone)
DROP TABLE generated CASCADE;
CREATE VIEW tables_here AS SELECT table_name FROM INFORMATION_SCHEMA.TABLES WHERE table_type = 'BASE TABLE';
SELECT * FROM tables_here;
> table_name
> p
SELECT p.id FROM p WHERE EXISTS (SELECT 1 FROM ranked AS r WHERE r.id = p.id AND r.place = 1) ORDER BY id;
> id
> 1
> 3
SELECT p.id, (SELECT total FROM sums WHERE sums.k = p.k) AS total FROM p ORDER BY id;
> id | total
> 1 | 30
> 2 | 30
> 3 | 30
CREATE TABLE copy (id INTEGER PRIMARY KEY, place BIGINT);
INSERT INTO copy SELECT id, place FROM ranked;
= 3
UPDATE copy SET place = (SELECT total FROM sums WHERE k = 'b') WHERE id IN (SELECT id FROM top);
= 2
MERGE INTO copy USING ranked AS r ON copy.id = r.id WHEN MATCHED AND r.place = 2 THEN DELETE;
= 1
SELECT * FROM copy ORDER BY id;
> id | place
> 1 | 1
> 3 | 30
CREATE VIEW asked AS SELECT id FROM p WHERE n > ?;
! HYC00 parameter

== what a view's time clause reaches
CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO p (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2020-01-01', DATE '2021-01-01'), (1, 2, DATE '2021-01-01', DATE '2022-01-01');
CREATE VIEW bounds AS SELECT v, _valid_from, _valid_to FROM p;
SELECT * FROM bounds FOR VALID_TIME ALL ORDER BY v;
> v | _valid_from | _valid_to
> 1 | 2020-01-01 | 2021-01-01
> 2 | 2021-01-01 | 2022-01-01
SELECT v FROM bounds FOR VALID_TIME ALL WHERE _valid_time CONTAINS DATE '2020-06-01';
> v
> 1
SELECT v FROM bounds FOR VALID_TIME FROM DATE '2021-06-01' TO DATE '2021-07-01' AS b;
> v
> 2
CREATE VIEW period AS SELECT _valid_time FROM p;
! 42P16 _valid_time
CREATE VIEW fixed AS SELECT v FROM p FOR VALID_TIME AS OF DATE '2020-06-01';
SELECT * FROM fixed;
> v
> 1
SELECT * FROM fixed FOR VALID_TIME AS OF DATE '2021-06-01';
! 42809 FOR VALID_TIME
SELECT * FROM fixed FOR SYSTEM_TIME AS OF DATE '2020-01-01';
> v
CREATE VIEW all_of_it AS SELECT v, _valid_from FROM HISTORY.p;
SELECT v FROM all_of_it ORDER BY v;
> v
> 1
> 2
SELECT v FROM all_of_it FOR SYSTEM_TIME ALL;
! 42809 FOR SYSTEM_TIME
CREATE VIEW around AS SELECT v FROM fixed UNION ALL SELECT v FROM p;
SELECT v FROM around FOR VALID_TIME AS OF DATE '2021-06-01' ORDER BY v;
> v
> 1
> 2
CREATE VIEW over_fixed AS SELECT v FROM bounds FOR VALID_TIME AS OF DATE '2021-06-01';
SELECT v FROM over_fixed;
> v
> 2
SELECT v FROM over_fixed FOR VALID_TIME ALL;
! 42809 over_fixed
SELECT x.d, b.v FROM (VALUES (DATE '2020-06-01'), (DATE '2021-06-01')) AS x (d), LATERAL (SELECT v FROM bounds FOR VALID_TIME AS OF x.d) AS b ORDER BY 1;
> d | v
> 2020-06-01 | 1
> 2021-06-01 | 2
CREATE VIEW past AS SELECT v, _op FROM TABLE(HISTORY(p));
SELECT * FROM past ORDER BY v;
> v | _op
> 1 | INSERT
> 2 | INSERT
DROP TABLE p;
! 2BP01
BEGIN WITH (VALID_TIME AS OF DATE '2020-06-01');
SELECT v FROM bounds;
> v
> 1
COMMIT;

== a pattern in a view over a period
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (FROM n, TO n);
INSERT INTO n (id, _valid_from) VALUES (1, DATE '2020-01-01'), (2, DATE '2020-01-01'), (3, DATE '2020-01-01');
INSERT INTO e (source, target, _valid_from, _valid_to) VALUES (1, 2, DATE '2020-01-01', DATE '2021-01-01'), (2, 3, DATE '2022-01-01', DATE '2023-01-01');
CREATE VIEW two AS MATCH (a:n)-[:e]->(b)-[:e]->(c) RETURN a.id AS a, c.id AS c;
CREATE VIEW one AS MATCH (a:n)-[x:e]->(b) RETURN a.id AS a, b.id AS b;
SELECT * FROM one FOR VALID_TIME ALL ORDER BY a;
> a | b
> 1 | 2
> 2 | 3
# The two edges never were there at one time.
SELECT * FROM two FOR VALID_TIME ALL;
> a | c
SELECT o.a, o.b FROM one FOR VALID_TIME AS OF DATE '2020-05-05' AS o;
> a | b
> 1 | 2
SELECT constraint_schema, constraint_name, column_name, ordinal_position FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE table_name = 'e' ORDER BY 2, 4;
> constraint_schema | constraint_name | column_name | ordinal_position
> PUBLIC | FK_e_SOURCE | source | 1
> PUBLIC | FK_e_TARGET | target | 1
> PUBLIC | PK_e | _id | 1

== the time of a view may be that of a row before it
CREATE TABLE a (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE b (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE d (d DATE PRIMARY KEY);
INSERT INTO d VALUES (DATE '2024-01-15'), (DATE '2024-02-15'), (DATE '2024-03-15');
INSERT INTO a (id, v, _valid_from, _valid_to) VALUES
  (1, 10, DATE '2024-01-01', DATE '2024-02-01'), (1, 11, DATE '2024-02-01', DATE '2024-03-01'), (2, 20, DATE '2024-01-01', DATE '2024-04-01');
INSERT INTO b (id, v, _valid_from, _valid_to) VALUES (1, 5, DATE '2024-02-01', DATE '2024-03-01'), (2, 6, DATE '2024-01-01', DATE '2024-02-01');
CREATE VIEW va AS SELECT id, v FROM a;
CREATE VIEW within AS SELECT * FROM va WHERE v > 10;
CREATE VIEW both AS SELECT a.id, a.v, (SELECT MAX(b.v) FROM b WHERE b.id = a.id) AS bv FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.id = a.id);
CREATE VIEW pattern AS MATCH (x:a) RETURN x.id, x.v;
CREATE VIEW days AS SELECT d.d, x.id, x.v FROM d, LATERAL (SELECT * FROM va FOR VALID_TIME AS OF d.d) AS x;
SELECT d.d, x.* FROM d, LATERAL (SELECT * FROM within FOR VALID_TIME AS OF d.d) AS x ORDER BY 1, 2;
> d | id | v
> 2024-01-15 | 2 | 20
> 2024-02-15 | 1 | 11
> 2024-02-15 | 2 | 20
> 2024-03-15 | 2 | 20
SELECT d.d, x.* FROM d, LATERAL (SELECT * FROM both FOR VALID_TIME AS OF d.d) AS x ORDER BY 1, 2;
> d | id | v | bv
> 2024-01-15 | 2 | 20 | 6
> 2024-02-15 | 1 | 11 | 5
SELECT d.d, x.* FROM d LEFT JOIN LATERAL (SELECT * FROM va FOR VALID_TIME FROM d.d TO d.d + INTERVAL '1' MONTH) AS x ON x.v = 11 ORDER BY 1;
> d | id | v
> 2024-01-15 | 1 | 11
> 2024-02-15 | 1 | 11
> 2024-03-15 | NULL | NULL
SELECT d.d, x.v FROM d, LATERAL (SELECT * FROM pattern FOR VALID_TIME AS OF d.d) AS x WHERE x.id = 1 ORDER BY 1;
> d | v
> 2024-01-15 | 10
> 2024-02-15 | 11
SELECT * FROM days WHERE id = 1 ORDER BY d;
> d | id | v
> 2024-01-15 | 1 | 10
> 2024-02-15 | 1 | 11
SELECT d.d, (SELECT SUM(v) FROM va FOR VALID_TIME AS OF d.d) AS s FROM d ORDER BY 1;
> d | s
> 2024-01-15 | 30
> 2024-02-15 | 31
> 2024-03-15 | 20
SELECT d.d FROM d WHERE EXISTS (SELECT 1 FROM both FOR VALID_TIME AS OF d.d WHERE id = 1);
> d
> 2024-02-15
SELECT COUNT(*) AS n FROM d, LATERAL (SELECT * FROM va FOR SYSTEM_TIME AS OF CAST(d.d AS TIMESTAMP) FOR VALID_TIME ALL) AS x;
> n
> 0
SELECT d.d FROM d, LATERAL (SELECT * FROM va FOR VALID_TIME FROM d.d TO NULL) AS x;
! 22004
