== PATCH replaces what it gives, keeps the rest and fills gaps
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT 7, w VARCHAR(5));
INSERT INTO t (id, v, w, _valid_from, _valid_to) VALUES
  (1, 1, 'a', DATE '2020-01-01', DATE '2021-01-01'),
  (1, 2, 'b', DATE '2021-01-01', DATE '2022-01-01'),
  (1, 3, 'c', DATE '2023-01-01', DATE '2024-01-01');
PATCH INTO t FOR VALID_TIME FROM DATE '2020-07-01' TO DATE '2023-07-01' (id, w) VALUES (1, 'X')
  RETURNING id, v, w, _valid_from, _valid_to;
> id | v | w | _valid_from | _valid_to
> 1 | 1 | X | 2020-07-01 | 2021-01-01
> 1 | 2 | X | 2021-01-01 | 2022-01-01
> 1 | 3 | X | 2023-01-01 | 2023-07-01
> 1 | 7 | X | 2022-01-01 | 2023-01-01
SELECT v, w, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY _valid_from;
> v | w | _valid_from | _valid_to
> 1 | a | 2020-01-01 | 2020-07-01
> 1 | X | 2020-07-01 | 2021-01-01
> 2 | X | 2021-01-01 | 2022-01-01
> 7 | X | 2022-01-01 | 2023-01-01
> 3 | X | 2023-01-01 | 2023-07-01
> 3 | c | 2023-07-01 | 2024-01-01
# exactly the strip, and a portion that only touches strips
PATCH INTO t (id, w, _valid_from, _valid_to) VALUES
  (1, 'Y', DATE '2021-01-01', DATE '2022-01-01'),
  (1, 'Z', DATE '2024-01-01', DATE '2024-02-01');
= 1
SELECT v, w, _valid_from, _valid_to FROM t FOR VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-06-01' ORDER BY _valid_from;
> v | w | _valid_from | _valid_to
> 2 | Y | 2021-01-01 | 2022-01-01
> 7 | X | 2022-01-01 | 2023-01-01
SELECT v, w, _valid_to FROM t FOR VALID_TIME AS OF DATE '2024-01-15';
> v | w | _valid_to
> 7 | Z | 2024-02-01

== PATCH from now on
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER NOT NULL, w INTEGER);
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES
  (1, 1, DATE '2020-01-01', DATE '2021-01-01'),
  (1, 2, DATE '2021-01-01', DATE '2999-01-01');
# what ended is not touched; behind the last strip there is a gap that needs the rest of the row
PATCH INTO t (id, w) VALUES (1, 5);
! 23502
PATCH INTO t (id, v, w) VALUES (1, 9, 5);
= 1
SELECT v, w FROM t FOR VALID_TIME ALL ORDER BY _valid_from;
> v | w
> 1 | NULL
> 2 | NULL
> 9 | 5
SELECT COUNT(*) AS n FROM t FOR VALID_TIME ALL WHERE _valid_from = _system_from AND v = 9 AND _valid_to = END_OF_TIME;
> n
> 1
# a row that is there throughout needs no more than its key
PATCH INTO t (id, w) VALUES (1, 6);
= 1
PATCH INTO t (id, v) VALUES (2, 1), (3, 1), (2, 8);
= 2
SELECT * FROM t ORDER BY id;
> id | v | w
> 1 | 9 | 6
> 2 | 8 | NULL
> 3 | 1 | NULL
# null is a value like others
PATCH INTO t (id, w) VALUES (1, NULL);
= 1
PATCH INTO t (id, v) VALUES (1, NULL);
! 23502
PATCH INTO t (id, v) SELECT id + 1, v + 100 FROM t WHERE id < 3;
= 2
SELECT * FROM t ORDER BY id;
> id | v | w
> 1 | 9 | NULL
> 2 | 109 | NULL
> 3 | 108 | NULL

== PATCH needs the key, and cannot change it
CREATE TABLE n (id INTEGER PRIMARY KEY, v INTEGER);
CREATE EDGE TABLE e (FROM n, TO n, w INTEGER, x INTEGER);
INSERT INTO n VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO e (source, target, w) VALUES (1, 2, 5);
PATCH INTO n (v) VALUES (1);
! 42000 key
PATCH INTO e (source, target, w) VALUES (1, 2, 6);
! 42000 key
PATCH INTO e (_id, x) SELECT _id, 7 FROM e;
= 1
SELECT source, target, w, x FROM e;
> source | target | w | x
> 1 | 2 | 5 | 7
PATCH INTO e (_id, source) SELECT _id, 3 FROM e;
! 428C9
PATCH INTO e (_id, source, target) VALUES (99, 1, 2);
! 428C9
PATCH INTO n FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2020-01-01' (id, v) VALUES (1, 1);
! 22020
SELECT COUNT(*) AS n FROM e;
> n
> 1

== PATCH in a transaction sees its own writes
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, w INTEGER);
BEGIN;
INSERT INTO t (id, v) VALUES (1, 1);
PATCH INTO t (id, w) VALUES (1, 2);
= 1
SAVEPOINT s;
PATCH INTO t (id, v, w) VALUES (1, 5, 5), (2, 5, 5);
= 2
ROLLBACK TO SAVEPOINT s;
SELECT * FROM t;
> id | v | w
> 1 | 1 | 2
# an error in the second row takes the first back
PATCH INTO t (id, v) VALUES (1, 50), (NULL, 1);
! 23502
COMMIT;
SELECT * FROM t;
> id | v | w
> 1 | 1 | 2
# only the last state was ever known
SELECT COUNT(*) AS versions FROM HISTORY.t;
> versions
> 1
