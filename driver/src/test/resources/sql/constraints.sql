== a check refuses what is false and lets unknown through
CREATE TABLE p (id INTEGER PRIMARY KEY, age INTEGER CHECK (age >= 0), lo INTEGER, hi INTEGER, CONSTRAINT ordered CHECK (lo <= hi));
INSERT INTO p VALUES (1, 30, 1, 2), (2, NULL, NULL, 5);
= 2
INSERT INTO p VALUES (3, -1, 1, 2);
! 23514 p_age_check
INSERT INTO p VALUES (3, 1, 3, 2);
! 23514 ordered
UPDATE p SET age = age - 31;
! 23514 p_age_check
UPSERT INTO p (id, age) VALUES (1, -5);
! 23514 p_age_check
SELECT * FROM p ORDER BY id;
> id | age | lo | hi
> 1 | 30 | 1 | 2
> 2 | NULL | NULL | 5
CREATE TABLE q (id INTEGER PRIMARY KEY, CHECK (nothing > 1));
! 42703 nothing
CREATE TABLE q (id INTEGER PRIMARY KEY, CHECK (id + 1));
! 42804
CREATE TABLE q (id INTEGER PRIMARY KEY, CHECK (id IN (SELECT id FROM p)));
! 42P16 one row
CREATE TABLE q (id INTEGER PRIMARY KEY, CHECK (count(*) > 1));
! 42P16 one row
CREATE TABLE q (id INTEGER PRIMARY KEY, a INTEGER, CONSTRAINT twice CHECK (a > 1), CONSTRAINT TWICE CHECK (a < 5));
! 42701 twice

== checks over texts, dates and decimals
CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR CHECK (s LIKE 'a%' OR length(s) > 3), d DATE CHECK (d BETWEEN DATE '2020-01-01' AND DATE '2029-12-31'), n DECIMAL(8, 2) CHECK (n <> 0.00));
INSERT INTO t VALUES (1, 'ab', DATE '2024-05-01', 1.5), (2, 'bcde', NULL, -1);
= 2
INSERT INTO t (id, s) VALUES (3, 'b');
! 23514 t_s_check
INSERT INTO t (id, d) VALUES (3, DATE '2030-01-01');
! 23514 t_d_check
INSERT INTO t (id, n) VALUES (3, 0);
! 23514 t_n_check

== defaults are expressions
CREATE TABLE d (id INTEGER PRIMARY KEY, n INTEGER DEFAULT 2 * 21, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, s VARCHAR(3) DEFAULT upper('ab'));
INSERT INTO d (id) VALUES (1);
= 1
SELECT id, n, s, at = CAST(_system_from AS TIMESTAMP) OR at <= CURRENT_TIMESTAMP AS known FROM d;
> id | n | s | known
> 1 | 42 | AB | true
UPDATE d SET n = 1, s = DEFAULT;
= 1
SELECT n, s FROM d;
> n | s
> 1 | AB
CREATE TABLE e (id INTEGER PRIMARY KEY, n INTEGER DEFAULT 'x');
! 22018 n
CREATE TABLE e (id INTEGER PRIMARY KEY, n INTEGER DEFAULT CURRENT_DATE);
! 42804
CREATE TABLE e (id INTEGER PRIMARY KEY, n INTEGER DEFAULT id + 1);
! 42703

== a unique value has one holder at an instant
CREATE TABLE u (id INTEGER PRIMARY KEY, email VARCHAR UNIQUE, a INTEGER, b INTEGER, CONSTRAINT pair UNIQUE (a, b));
INSERT INTO u VALUES (1, 'x', 1, 1), (2, 'y', 1, 2), (3, NULL, NULL, 2), (4, NULL, NULL, 2);
= 4
INSERT INTO u (id, email) VALUES (5, 'x');
! 23505 u_email_key
INSERT INTO u (id, a, b) VALUES (5, 1, 2);
! 23505 pair
UPDATE u SET email = 'y' WHERE id = 1;
! 23505 u_email_key
UPDATE u SET email = 'x' WHERE id = 1;
= 1
INSERT INTO u (id, email) VALUES (6, 'z'), (7, 'z');
! 23505 u_email_key
DELETE FROM u WHERE id = 1;
= 1
INSERT INTO u (id, email) VALUES (5, 'x');
= 1
SELECT id, email FROM u WHERE email IS NOT NULL ORDER BY id;
> id | email
> 2 | y
> 5 | x

== a unique value may pass from one to the other
CREATE TABLE plate (id INTEGER PRIMARY KEY, number VARCHAR UNIQUE);
INSERT INTO plate (id, number, _valid_from, _valid_to) VALUES (1, 'A', DATE '2020-01-01', DATE '2021-01-01');
= 1
INSERT INTO plate (id, number, _valid_from, _valid_to) VALUES (2, 'A', DATE '2021-01-01', DATE '2022-01-01');
= 1
INSERT INTO plate (id, number, _valid_from, _valid_to) VALUES (3, 'A', DATE '2020-12-31', DATE '2021-01-02');
! 23505 plate_number_key
UPDATE plate FOR PORTION OF VALID_TIME FROM DATE '2020-06-01' TO DATE '2021-06-01' SET number = 'B' WHERE id = 1;
= 1
INSERT INTO plate (id, number, _valid_from, _valid_to) VALUES (3, 'A', DATE '2020-06-01', DATE '2021-01-01');
= 1
UPDATE plate FOR ALL VALID_TIME SET number = 'A' WHERE id = 1;
! 23505 plate_number_key
SELECT id, number, _valid_from, _valid_to FROM plate FOR ALL VALID_TIME ORDER BY _valid_from, id;
> id | number | _valid_from | _valid_to
> 1 | A | 2020-01-01 | 2020-06-01
> 1 | B | 2020-06-01 | 2021-01-01
> 3 | A | 2020-06-01 | 2021-01-01
> 2 | A | 2021-01-01 | 2022-01-01

== within a transaction and after a rollback
CREATE TABLE u (id INTEGER PRIMARY KEY, v INTEGER UNIQUE CHECK (v < 100));
BEGIN;
INSERT INTO u VALUES (1, 1);
= 1
SAVEPOINT one;
INSERT INTO u VALUES (2, 2);
= 1
INSERT INTO u VALUES (3, 2);
! 23505
ROLLBACK TO SAVEPOINT one;
INSERT INTO u VALUES (3, 2);
= 1
UPDATE u SET v = 3 WHERE id = 1;
= 1
INSERT INTO u VALUES (4, 1), (5, 101);
! 23514
INSERT INTO u VALUES (4, 1);
= 1
COMMIT;
SELECT * FROM u ORDER BY id;
> id | v
> 1 | 3
> 3 | 2
> 4 | 1

== a foreign key holds at every instant
CREATE TABLE dept (id INTEGER PRIMARY KEY, name VARCHAR);
CREATE TABLE emp (id INTEGER PRIMARY KEY, dept_id BIGINT REFERENCES dept, boss INTEGER, CONSTRAINT boss_is FOREIGN KEY (boss) REFERENCES emp (id));
INSERT INTO dept (id, _valid_from, _valid_to) VALUES (1, DATE '2020-01-01', DATE '2022-01-01');
INSERT INTO emp (id, dept_id, _valid_from, _valid_to) VALUES (1, 1, DATE '2020-06-01', DATE '2021-01-01');
= 1
INSERT INTO emp (id, dept_id, _valid_from, _valid_to) VALUES (2, 1, DATE '2021-06-01', DATE '2022-06-01');
! 23503 emp_dept_id_fkey
INSERT INTO emp (id, dept_id) VALUES (2, 9);
! 23503 emp_dept_id_fkey
INSERT INTO emp (id, dept_id) VALUES (2, NULL);
= 1
INSERT INTO emp (id, boss, _valid_from, _valid_to) VALUES (3, 1, DATE '2020-06-01', DATE '2020-07-01');
= 1
DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2020-12-01' TO DATE '2021-02-01';
! 23503 emp_dept_id_fkey
DELETE FROM dept FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01';
= 1
DELETE FROM emp FOR ALL VALID_TIME WHERE id = 1;
! 23503 boss_is
DROP TABLE dept;
! 2BP01 emp_dept_id_fkey
CREATE TABLE other (id INTEGER PRIMARY KEY, d VARCHAR REFERENCES dept);
! 42P16
DELETE FROM emp FOR ALL VALID_TIME WHERE id <> 1;
DELETE FROM emp FOR ALL VALID_TIME;
= 1
DELETE FROM dept FOR ALL VALID_TIME;
= 1

== a DEFAULT is no query
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT (SELECT 1));
! 42P16 without queries
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT 1 + (SELECT 1));
! 42P16 without queries
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT 3);
ALTER TABLE t ALTER COLUMN v SET DEFAULT (SELECT 1);
! 42P16 without queries

== a row may refer to itself
CREATE TABLE t (id INTEGER PRIMARY KEY, r INTEGER REFERENCES t, v INTEGER);
INSERT INTO t (id, r) VALUES (40, 40);
= 1
INSERT INTO t (id, r) VALUES (41, 42);
! 23503
INSERT INTO t (id, r, _valid_from, _valid_to) VALUES (43, 43, DATE '2020-01-01', DATE '2021-01-01'), (44, 40, CURRENT_TIMESTAMP, END_OF_TIME);
= 2
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2020-06-01' TO DATE '2020-07-01' SET r = 44 WHERE id = 43;
! 23503
UPSERT INTO t (id, r, _valid_from, _valid_to) VALUES (43, 43, DATE '2019-01-01', DATE '2020-06-01');
= 1
DELETE FROM t WHERE id = 40;
! 23503
DELETE FROM t WHERE id = 44;
= 1
DELETE FROM t WHERE id = 40;
= 1
ERASE FROM t WHERE id = 43;
= 1
SELECT count(*) AS n FROM t FOR ALL VALID_TIME WHERE id <> 40 AND id <> 44;
> n
> 0
BEGIN;
INSERT INTO t (id, r) VALUES (50, 50);
UPDATE t SET v = 1 WHERE id = 50;
COMMIT;
SELECT r, v FROM t;
> r | v
> 50 | 1
ALTER TABLE t ADD CONSTRAINT again FOREIGN KEY (r) REFERENCES t;

== both zeros are one key
CREATE TABLE f (k DOUBLE PRIMARY KEY, v INTEGER);
INSERT INTO f VALUES (0.0, 1);
INSERT INTO f VALUES (CAST('-0' AS DOUBLE), 2);
! 23505
SELECT k, v FROM f WHERE k = CAST('-0' AS DOUBLE);
> k | v
> 0.0 | 1
SELECT v FROM TABLE(HISTORY(f, CAST('-0' AS DOUBLE)));
> v
> 1
UPSERT INTO f VALUES (CAST('-0' AS DOUBLE), 3), (7, 4);
= 2
SELECT v FROM f WHERE k = 0;
> v
> 3
INSERT INTO f VALUES (0.0, 5) ON CONFLICT DO UPDATE SET v = EXCLUDED.v;
= 1
BEGIN;
INSERT INTO f VALUES (CAST('NaN' AS DOUBLE), 8);
INSERT INTO f VALUES (CAST('NaN' AS DOUBLE), 9);
! 23505
COMMIT;
INSERT INTO f VALUES (CAST('NaN' AS DOUBLE), 9);
! 23505
SELECT v FROM f WHERE k = CAST('NaN' AS DOUBLE);
> v
> 8
CREATE TABLE g (k REAL PRIMARY KEY, f DOUBLE REFERENCES f);
BEGIN;
INSERT INTO g VALUES (CAST('-0' AS REAL), 0);
INSERT INTO g VALUES (0, 0);
! 23505
COMMIT;
INSERT INTO g VALUES (0, 0);
! 23505
SELECT k, f FROM g WHERE k = 0;
> k | f
> -0.0 | 0.0
INSERT INTO g VALUES (1, CAST('-0' AS DOUBLE));
= 1
DELETE FROM f FOR ALL VALID_TIME WHERE k = 0;
! 23503
CREATE EDGE TABLE e (FROM f, TO f);
INSERT INTO e (source, target) VALUES (CAST('-0' AS DOUBLE), 7);
SELECT target FROM e WHERE source = 0;
> target
> 7.0
