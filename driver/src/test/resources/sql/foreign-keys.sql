== ON DELETE CASCADE ends referring rows within the very portion
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-01 00:00:00';
CREATE TABLE dept (id INTEGER PRIMARY KEY, name VARCHAR);
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept ON DELETE CASCADE, pay INTEGER);
INSERT INTO dept FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 'a'), (2, 'b');
INSERT INTO emp (id, dept, pay, _valid_from, _valid_to) VALUES
  (1, 1, 10, DATE '2020-01-01', DATE '2021-01-01'), (1, 2, 10, DATE '2021-01-01', DATE '2022-01-01'), (1, 1, 20, DATE '2022-01-01', END_OF_TIME),
  (2, 2, 30, DATE '2020-01-01', END_OF_TIME), (3, NULL, 40, DATE '2020-01-01', END_OF_TIME);
COMMIT;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-01 00:00:00';
# the count is that of the table named
DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2020-07-01' TO DATE '2022-07-01' WHERE id = 1 RETURNING id, _valid_from, _valid_to;
> id | _valid_from | _valid_to
> 1 | 2020-07-01 | 2022-07-01
COMMIT;
SELECT id, dept, pay, _valid_from, _valid_to FROM emp FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | dept | pay | _valid_from | _valid_to
> 1 | 1 | 10 | 2020-01-01 | 2020-07-01
> 1 | 2 | 10 | 2021-01-01 | 2022-01-01
> 1 | 1 | 20 | 2022-07-01 | forever
> 2 | 2 | 30 | 2020-01-01 | forever
> 3 | NULL | 40 | 2020-01-01 | forever
# what was known before stays
SELECT id, dept, pay, _valid_from, _valid_to FROM emp FOR VALID_TIME ALL FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-15 00:00:00' WHERE id = 1 ORDER BY _valid_from;
> id | dept | pay | _valid_from | _valid_to
> 1 | 1 | 10 | 2020-01-01 | 2020-07-01
> 1 | 1 | 10 | 2020-07-01 | 2021-01-01
> 1 | 2 | 10 | 2021-01-01 | 2022-01-01
> 1 | 1 | 20 | 2022-01-01 | 2022-07-01
> 1 | 1 | 20 | 2022-07-01 | forever
DELETE FROM dept WHERE id = 1;
= 1
SELECT id FROM emp ORDER BY id;
> id
> 2
> 3
SELECT id, _valid_from FROM emp FOR VALID_TIME AS OF DATE '2023-01-01' ORDER BY id;
> id | _valid_from
> 1 | 2022-07-01
> 2 | 2020-01-01
> 3 | 2020-01-01
DELETE FROM dept FOR ALL VALID_TIME;
= 2
SELECT id FROM emp FOR VALID_TIME ALL;
> id
> 3

== ON DELETE SET NULL and SET DEFAULT change the referring column within the very portion
CREATE TABLE dept (id INTEGER PRIMARY KEY);
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept ON DELETE SET NULL, pay INTEGER);
CREATE TABLE desk (id INTEGER PRIMARY KEY, dept INTEGER DEFAULT 1 + 8 REFERENCES dept ON DELETE SET DEFAULT, pay INTEGER);
INSERT INTO dept FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1), (2), (9);
INSERT INTO emp FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 1, 10), (2, 2, 20);
INSERT INTO desk FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2030-01-01' VALUES (1, 1, 10), (2, 2, 20);
DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' WHERE id = 1;
= 1
SELECT id, dept, pay, _valid_from, _valid_to FROM emp FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | dept | pay | _valid_from | _valid_to
> 1 | 1 | 10 | 2020-01-01 | 2021-01-01
> 1 | NULL | 10 | 2021-01-01 | 2022-01-01
> 1 | 1 | 10 | 2022-01-01 | forever
> 2 | 2 | 20 | 2020-01-01 | forever
SELECT id, dept, pay, _valid_from, _valid_to FROM desk FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | dept | pay | _valid_from | _valid_to
> 1 | 1 | 10 | 2020-01-01 | 2021-01-01
> 1 | 9 | 10 | 2021-01-01 | 2022-01-01
> 1 | 1 | 10 | 2022-01-01 | 2030-01-01
> 2 | 2 | 20 | 2020-01-01 | 2030-01-01
# the default is referred to as any value, and is not there any more
DELETE FROM dept FOR ALL VALID_TIME WHERE id IN (2, 9);
! 23503 desk
DELETE FROM dept FOR ALL VALID_TIME WHERE id = 9;
! 23503
SELECT COUNT(*) AS n FROM dept FOR VALID_TIME AS OF DATE '2021-06-01';
> n
> 2

== what a row gets must fulfil its constraints
CREATE TABLE a (id INTEGER PRIMARY KEY);
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE SET NULL, v INTEGER, CHECK (a IS NOT NULL OR v > 5));
CREATE TABLE c (id INTEGER PRIMARY KEY, a INTEGER DEFAULT 7 UNIQUE REFERENCES a ON DELETE SET DEFAULT);
INSERT INTO a VALUES (1), (2), (7);
INSERT INTO b VALUES (1, 1, 1), (2, 2, 9);
INSERT INTO c VALUES (1, 7), (2, 2);
DELETE FROM a WHERE id = 1;
! 23514
DELETE FROM a WHERE id = 2;
! 23505
SELECT id, a FROM b ORDER BY id;
> id | a
> 1 | 1
> 2 | 2
DELETE FROM c WHERE id = 1;
= 1
DELETE FROM a WHERE id = 2;
= 1
SELECT b.id, b.a, c.a AS c FROM b, c ORDER BY b.id;
> id | a | c
> 1 | 1 | 7
> 2 | NULL | 7

== chains, diamonds and cycles
CREATE TABLE a (id INTEGER PRIMARY KEY);
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE CASCADE);
CREATE TABLE c (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE SET NULL, b INTEGER REFERENCES b ON DELETE CASCADE);
CREATE TABLE d (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE CASCADE, b INTEGER REFERENCES b, c INTEGER REFERENCES c ON DELETE SET NULL);
INSERT INTO a VALUES (1), (2);
INSERT INTO b VALUES (1, 1), (2, 2);
INSERT INTO c VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1);
# refers to b without an action, but goes with a
INSERT INTO d VALUES (1, 1, 1, 1), (2, 2, 2, 1), (3, 2, NULL, 2);
DELETE FROM a WHERE id = 1;
= 1
SELECT 'b' AS t, id, a, NULL AS b, NULL AS c FROM b UNION ALL SELECT 'c', id, a, b, NULL FROM c UNION ALL SELECT 'd', id, a, b, c FROM d ORDER BY 1, 2;
> t | id | a | b | c
> b | 2 | 2 | NULL | NULL
> c | 2 | NULL | 2 | NULL
> d | 2 | 2 | 2 | NULL
> d | 3 | 2 | NULL | 2
INSERT INTO b VALUES (5, NULL);
INSERT INTO d VALUES (5, NULL, 2, NULL);
# hindered by d, so nothing goes
DELETE FROM a WHERE id = 2;
! 23503 row (2) of table b is referred to by row (5) of table d
SELECT COUNT(*) AS n FROM c;
> n
> 1

== rows that refer to their own table
CREATE TABLE emp (id INTEGER PRIMARY KEY, boss INTEGER, CONSTRAINT led FOREIGN KEY (boss) REFERENCES emp (id) ON DELETE CASCADE);
INSERT INTO emp VALUES (1, NULL), (2, 1), (3, 2), (4, 3), (5, NULL), (6, NULL);
UPDATE emp SET boss = 5 WHERE id = 5;
= 1
UPDATE emp SET boss = 4 WHERE id = 1;
= 1
DELETE FROM emp WHERE id = 5;
= 1
DELETE FROM emp WHERE id = 3;
= 1
SELECT id FROM emp;
> id
> 6
INSERT INTO emp VALUES (1, NULL), (2, 1), (3, 2);
# all three are named, whatever goes first
DELETE FROM emp WHERE id < 6;
= 3
INSERT INTO emp SELECT n, NULLIF(n - 1, 6) FROM UNNEST(ARRAY[7, 8, 9, 10, 11, 12]) AS t (n);
= 6
DELETE FROM emp FOR PORTION OF VALID_TIME FROM DATE '2050-01-01' TO DATE '2051-01-01' WHERE id = 8;
= 1
SELECT id FROM emp FOR VALID_TIME AS OF DATE '2050-06-01' ORDER BY id;
> id
> 6
> 7
SELECT COUNT(*) AS n FROM emp FOR VALID_TIME AS OF DATE '2051-06-01';
> n
> 7
ALTER TABLE emp DROP CONSTRAINT led;
ALTER TABLE emp ADD CONSTRAINT led FOREIGN KEY (boss) REFERENCES emp ON DELETE SET NULL;
DELETE FROM emp FOR ALL VALID_TIME WHERE id IN (7, 9);
= 2
SELECT id, boss FROM emp ORDER BY id;
> id | boss
> 6 | NULL
> 8 | NULL
> 10 | NULL
> 11 | 10
> 12 | 11

== several columns, and two keys of one row to the same table
CREATE TABLE p (a INTEGER, b VARCHAR, PRIMARY KEY (a, b));
CREATE TABLE q (id INTEGER PRIMARY KEY, x INTEGER, y VARCHAR, x2 INTEGER, y2 VARCHAR,
  FOREIGN KEY (x, y) REFERENCES p ON DELETE SET NULL, CONSTRAINT second FOREIGN KEY (x2, y2) REFERENCES p ON DELETE SET NULL ON UPDATE CASCADE);
INSERT INTO p VALUES (1, 'a'), (1, 'b'), (2, 'a');
INSERT INTO q VALUES (1, 1, 'a', 1, 'b'), (2, 1, 'a', 1, 'a'), (3, 2, 'a', 1, 'a');
DELETE FROM p WHERE a = 1;
= 2
SELECT * FROM q ORDER BY id;
> id | x | y | x2 | y2
> 1 | NULL | NULL | NULL | NULL
> 2 | NULL | NULL | NULL | NULL
> 3 | 2 | a | NULL | NULL

== savepoints, rollback and own writes
CREATE TABLE dept (id INTEGER PRIMARY KEY);
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept ON DELETE CASCADE);
INSERT INTO dept FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1), (2);
INSERT INTO emp FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 1);
BEGIN;
INSERT INTO emp VALUES (2, 1);
SAVEPOINT s;
DELETE FROM dept WHERE id = 1;
= 1
SELECT COUNT(*) AS n FROM emp;
> n
> 0
ROLLBACK TO SAVEPOINT s;
SELECT COUNT(*) AS n FROM emp;
> n
> 2
UPDATE emp SET dept = 2 WHERE id = 2;
= 1
DELETE FROM dept WHERE id = 1;
= 1
INSERT INTO dept VALUES (1);
= 1
COMMIT;
SELECT id, dept FROM emp;
> id | dept
> 2 | 2
SELECT id FROM emp FOR VALID_TIME AS OF DATE '2021-01-01';
> id
> 1

== MERGE and DETACH DELETE, nodes and edges
CREATE NODE TABLE city (id INTEGER PRIMARY KEY);
CREATE NODE TABLE person (id INTEGER PRIMARY KEY, home INTEGER REFERENCES city ON DELETE CASCADE);
CREATE EDGE TABLE knows (id INTEGER PRIMARY KEY, FROM person, TO person, met INTEGER REFERENCES city ON DELETE SET NULL);
CREATE TABLE letter (id INTEGER PRIMARY KEY, about INTEGER REFERENCES knows ON DELETE CASCADE);
INSERT INTO city VALUES (1), (2), (3);
INSERT INTO person VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO knows (id, source, target, met) VALUES (1, 1, 2, 3), (2, 2, 3, 1);
INSERT INTO letter VALUES (1, 1), (2, 2);
# a person would go who is known
DELETE FROM city WHERE id = 1;
! 23503 has 1 edge
DETACH DELETE FROM person WHERE id = 1;
= 1
~ 01000 1 edge was clipped to the periods of its nodes
SELECT id FROM letter;
> id
> 2
MERGE INTO city USING (VALUES (1), (4)) AS s (id) ON city.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (s.id);
= 2
SELECT id, source, target, met FROM knows;
> id | source | target | met
> 2 | 2 | 3 | NULL
# ERASE is not DELETE: who refers has to go first
ERASE FROM city WHERE id = 2;
! 23503
# an edge that a row refers to without an action cannot be cut
CREATE TABLE seal (id INTEGER PRIMARY KEY, about INTEGER REFERENCES knows);
INSERT INTO seal VALUES (1, 2);
DETACH DELETE FROM person WHERE id = 2;
! 23503 row (2) of table knows is referred to by row (1) of table seal

== tables without valid time and of days
CREATE TABLE dept (id INTEGER PRIMARY KEY) WITH (VALID_TIME = OFF);
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept ON DELETE CASCADE) WITH (VALID_TIME = OFF);
CREATE TABLE seat (id INTEGER PRIMARY KEY, dept INTEGER REFERENCES dept ON DELETE SET NULL);
INSERT INTO dept VALUES (1), (2);
INSERT INTO emp VALUES (1, 1), (2, 2);
INSERT INTO seat VALUES (1, 1), (2, 2);
DELETE FROM dept WHERE id = 1;
= 1
SELECT id FROM emp;
> id
> 2
SELECT id, dept FROM seat ORDER BY id;
> id | dept
> 1 | NULL
> 2 | 2
CREATE TABLE room (id INTEGER PRIMARY KEY) WITH (VALID_GRANULARITY = 'DAY');
CREATE TABLE booking (id INTEGER PRIMARY KEY, room INTEGER REFERENCES room ON DELETE CASCADE) WITH (VALID_GRANULARITY = 'DAY');
INSERT INTO room FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1);
INSERT INTO booking FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2020-02-01' VALUES (1, 1);
DELETE FROM room FOR PORTION OF VALID_TIME FROM DATE '2020-01-10' TO DATE '2020-01-12';
= 1
SELECT id, _valid_from, _valid_to FROM booking FOR VALID_TIME ALL ORDER BY 2;
> id | _valid_from | _valid_to
> 1 | 2020-01-01 | 2020-01-10
> 1 | 2020-01-12 | 2020-02-01

== what cannot be declared, and what can be about updates
CREATE TABLE a (id INTEGER PRIMARY KEY);
CREATE TABLE b (a INTEGER PRIMARY KEY REFERENCES a ON DELETE SET NULL);
! 42P16 SET NULL
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a ON DELETE SET NULL);
! 42P16 not nullable
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a ON DELETE SET DEFAULT);
! 42P16 SET DEFAULT
CREATE EDGE TABLE e (FROM a, TO a, FOREIGN KEY (source) REFERENCES a ON DELETE SET NULL);
! 42P16 key
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE CASCADE ON DELETE CASCADE);
! 42601
CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON UPDATE SET NULL ON DELETE RESTRICT);
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1, 1);
DELETE FROM a;
! 23503
ALTER TABLE b DROP CONSTRAINT b_a_fkey, ADD FOREIGN KEY (a) REFERENCES a ON DELETE SET NULL;
ALTER TABLE b ALTER COLUMN a SET NOT NULL;
! 42P16
DELETE FROM a;
= 1
SELECT * FROM b;
> id | a
> 1 | NULL
UPDATE a SET id = 2;
! 428C9
