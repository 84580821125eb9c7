== a column is added, with a default for what is there
CREATE TABLE p (id INTEGER PRIMARY KEY, name VARCHAR);
INSERT INTO p VALUES (1, 'a'), (2, 'b');
ALTER TABLE p ADD COLUMN n INTEGER DEFAULT 6 * 7;
ALTER TABLE p ADD COLUMN note VARCHAR(5), ADD COLUMN at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL;
INSERT INTO p (id, name, n, note) VALUES (3, 'c', NULL, 'x');
= 1
SELECT id, name, n, note, at IS NOT NULL AS known FROM p ORDER BY id;
> id | name | n | note | known
> 1 | a | 42 | NULL | true
> 2 | b | 42 | NULL | true
> 3 | c | NULL | x | true
UPDATE p SET note = 'y' WHERE n = 42 AND id = 1;
= 1
SELECT id, n, note FROM p WHERE id = 1;
> id | n | note
> 1 | 42 | y
ALTER TABLE p ADD COLUMN n INTEGER;
! 42701 n
ALTER TABLE p ADD COLUMN IF NOT EXISTS n VARCHAR;
ALTER TABLE p ADD COLUMN must INTEGER NOT NULL;
! 23502 must
ALTER TABLE p ADD COLUMN bad INTEGER DEFAULT 5 CHECK (bad > 5);
! 23514 p_bad_check
ALTER TABLE p ADD COLUMN bad INTEGER DEFAULT 5 UNIQUE;
! 23505 p_bad_key
SELECT * FROM p WHERE id = 9;
> id | name | n | note | at
ALTER TABLE nothing ADD COLUMN x INTEGER;
! 42P01
ALTER TABLE IF EXISTS nothing ADD COLUMN x INTEGER;

== what was known before a column was there does not know it
CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO p VALUES (1, 1), (2, 2);
UPDATE p SET v = 10 WHERE id = 1;
ALTER TABLE p ADD COLUMN n INTEGER DEFAULT 7;
UPDATE p SET v = 20 WHERE id = 2;
SELECT id, v, n, _system_to = END_OF_TIME AS open FROM HISTORY.p ORDER BY id, _valid_from, _system_from;
> id | v | n | open
> 1 | 1 | 7 | true
> 1 | 1 | NULL | false
> 1 | 10 | 7 | true
> 2 | 2 | 7 | true
> 2 | 2 | 7 | false
> 2 | 20 | 7 | true

== a column is dropped
CREATE TABLE p (id INTEGER PRIMARY KEY, a INTEGER UNIQUE, b INTEGER CHECK (b > 0), c INTEGER, CHECK (c > b));
INSERT INTO p VALUES (1, 1, 1, 2);
ALTER TABLE p DROP COLUMN b;
SELECT * FROM p;
> id | a | c
> 1 | 1 | 2
INSERT INTO p VALUES (2, 2, 0);
= 1
UPDATE p SET a = a + 5 WHERE id = 1;
= 1
SELECT b FROM p;
! 42703 b
ALTER TABLE p DROP COLUMN id;
! 42P16 id
ALTER TABLE p DROP COLUMN b;
! 42703 b
ALTER TABLE p DROP COLUMN IF EXISTS b;
ALTER TABLE p DROP COLUMN a, ADD COLUMN b VARCHAR DEFAULT 'new';
INSERT INTO p VALUES (3, 5, 'x');
= 1
SELECT * FROM p ORDER BY id;
> id | c | b
> 1 | 2 | new
> 2 | 0 | new
> 3 | 5 | x
SELECT * FROM HISTORY.p WHERE id = 3 AND _system_to < END_OF_TIME;
> id | c | b | _valid_from | _valid_to | _system_from | _system_to
DELETE FROM p WHERE b = 'new';
= 2

== names change, and checks with them
CREATE TABLE p (id INTEGER PRIMARY KEY, a INTEGER CHECK (a > 0 AND a < 10));
INSERT INTO p VALUES (1, 1);
ALTER TABLE p RENAME COLUMN a TO "Amount";
ALTER TABLE p RENAME TO q;
SELECT * FROM q;
> id | Amount
> 1 | 1
SELECT * FROM p;
! 42P01
UPDATE q SET amount = 10;
! 23514 p_a_check
ALTER TABLE q RENAME COLUMN id TO amount;
! 42701
ALTER TABLE q RENAME COLUMN id TO _x;
! 42P16
CREATE TABLE p (id INTEGER PRIMARY KEY);
ALTER TABLE q RENAME TO p;
! 42P07

== constraints come and go, and what is stored is checked
CREATE TABLE p (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER);
INSERT INTO p (id, a, b, _valid_from, _valid_to) VALUES (1, 1, NULL, DATE '2020-01-01', DATE '2021-01-01'), (2, 1, 5, DATE '2020-06-01', DATE '2020-07-01');
ALTER TABLE p ADD CONSTRAINT one UNIQUE (a);
! 23505 one
ALTER TABLE p ADD CONSTRAINT small CHECK (b < 5);
! 23514 small
ALTER TABLE p ALTER COLUMN b SET NOT NULL;
! 23502 b
DELETE FROM p FOR ALL VALID_TIME WHERE id = 2;
= 1
ALTER TABLE p ADD CONSTRAINT one UNIQUE (a), ADD CONSTRAINT small CHECK (b < 5);
INSERT INTO p (id, a, _valid_from, _valid_to) VALUES (3, 1, DATE '2020-12-31', DATE '2021-02-01');
! 23505 one
ALTER TABLE p DROP CONSTRAINT one;
INSERT INTO p (id, a, b, _valid_from, _valid_to) VALUES (3, 1, 6, DATE '2020-12-31', DATE '2021-02-01');
! 23514 small
INSERT INTO p (id, a, b, _valid_from, _valid_to) VALUES (3, 1, 4, DATE '2020-12-31', DATE '2021-02-01');
= 1
ALTER TABLE p DROP CONSTRAINT one;
! 42704 one
ALTER TABLE p DROP CONSTRAINT IF EXISTS one;
ALTER TABLE p ALTER COLUMN a SET DEFAULT 9;
INSERT INTO p (id) VALUES (5);
SELECT a FROM p WHERE id = 5;
> a
> 9
ALTER TABLE p ALTER COLUMN a DROP DEFAULT;
ALTER TABLE p ALTER COLUMN a SET NOT NULL;
INSERT INTO p (id) VALUES (6);
! 23502 a
ALTER TABLE p ALTER COLUMN a DROP NOT NULL;
INSERT INTO p (id) VALUES (6);
= 1
ALTER TABLE p ALTER COLUMN id DROP NOT NULL;
! 42P16 id
ALTER TABLE p ALTER COLUMN a TYPE BIGINT;
! HYC00

== definitions are part of the transaction
CREATE TABLE p (id INTEGER PRIMARY KEY, a INTEGER);
INSERT INTO p VALUES (1, 1);
BEGIN;
INSERT INTO p VALUES (2, 2);
ALTER TABLE p ADD COLUMN b INTEGER DEFAULT 5;
INSERT INTO p VALUES (3, 3, 3);
UPDATE p SET a = a * 10 WHERE id = 2;
SELECT * FROM p ORDER BY id;
> id | a | b
> 1 | 1 | 5
> 2 | 20 | 5
> 3 | 3 | 3
SAVEPOINT s;
ALTER TABLE p DROP COLUMN a;
ALTER TABLE p ADD CONSTRAINT u UNIQUE (b);
! 23505 u
ALTER TABLE p RENAME TO r;
SELECT * FROM r ORDER BY id;
> id | b
> 1 | 5
> 2 | 5
> 3 | 3
ROLLBACK TO SAVEPOINT s;
SELECT * FROM p ORDER BY id;
> id | a | b
> 1 | 1 | 5
> 2 | 20 | 5
> 3 | 3 | 3
COMMIT;
SELECT * FROM p ORDER BY id;
> id | a | b
> 1 | 1 | 5
> 2 | 20 | 5
> 3 | 3 | 3
BEGIN;
ALTER TABLE p ADD COLUMN c INTEGER UNIQUE;
INSERT INTO p VALUES (4, 4, 4, 4);
INSERT INTO p VALUES (5, 5, 5, 4);
! 23505 p_c_key
ROLLBACK;
SELECT * FROM p WHERE id > 3;
> id | a | b
