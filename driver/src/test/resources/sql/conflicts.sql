== DO NOTHING leaves out what is there
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2020-01-01', DATE '2021-01-01');
INSERT INTO t FOR VALID_TIME FROM DATE '2020-06-01' TO DATE '2022-01-01' (id, v)
  VALUES (1, 2), (2, 2), (2, 3), (3, 3) ON CONFLICT DO NOTHING RETURNING id, v;
> id | v
> 2 | 2
> 3 | 3
# a period that only touches is no conflict
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES
  (1, 5, DATE '2021-01-01', DATE '2021-02-01'), (1, 6, DATE '2019-12-31', DATE '2020-01-01'),
  (1, 7, DATE '2021-01-31', DATE '2021-03-01') ON CONFLICT (id) DO NOTHING;
= 1
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 6 | 2019-12-31 | 2020-01-01
> 1 | 1 | 2020-01-01 | 2021-01-01
> 1 | 5 | 2021-01-01 | 2021-02-01
> 2 | 2 | 2020-06-01 | 2022-01-01
> 3 | 3 | 2020-06-01 | 2022-01-01
# other errors stay errors
INSERT INTO t VALUES (NULL, 1) ON CONFLICT DO NOTHING;
! 23502
INSERT INTO t VALUES (1, 1) ON CONFLICT (v) DO NOTHING;
! 42000 primary key
INSERT INTO t VALUES (1, 1) ON CONFLICT (nothing) DO NOTHING;
! 42703

== DO UPDATE changes strips and fills gaps
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, w VARCHAR);
INSERT INTO t (id, v, w, _valid_from, _valid_to) VALUES
  (1, 1, 'a', DATE '2020-01-01', DATE '2021-01-01'),
  (1, 2, 'b', DATE '2022-01-01', DATE '2023-01-01');
INSERT INTO t AS x FOR VALID_TIME FROM DATE '2020-07-01' TO DATE '2022-07-01' (id, v, w) VALUES (1, 10, 'z'), (2, 20, 'y')
  ON CONFLICT (id) DO UPDATE SET v = x.v + EXCLUDED.v, w = x.w || excluded.w
  RETURNING id, v, w, _valid_from, _valid_to;
> id | v | w | _valid_from | _valid_to
> 1 | 11 | az | 2020-07-01 | 2021-01-01
> 1 | 12 | bz | 2022-01-01 | 2022-07-01
> 1 | 10 | z | 2021-01-01 | 2022-01-01
> 2 | 20 | y | 2020-07-01 | 2022-07-01
SELECT v, w, _valid_from, _valid_to FROM t FOR VALID_TIME ALL WHERE id = 1 ORDER BY _valid_from;
> v | w | _valid_from | _valid_to
> 1 | a | 2020-01-01 | 2020-07-01
> 11 | az | 2020-07-01 | 2021-01-01
> 10 | z | 2021-01-01 | 2022-01-01
> 12 | bz | 2022-01-01 | 2022-07-01
> 2 | b | 2022-07-01 | 2023-01-01

== DO UPDATE has a condition per strip, sub-queries, literals and defaults
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT 3, w INTEGER);
CREATE TABLE s (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 1, 1), (2, 2, 2);
INSERT INTO s VALUES (1, 100), (2, 200), (3, 300);
INSERT INTO t (id, v) SELECT id, v FROM s ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v WHERE t.w > 1;
= 2
SELECT * FROM t ORDER BY id;
> id | v | w
> 1 | 1 | 1
> 2 | 200 | 2
> 3 | 300 | NULL
INSERT INTO t (id) VALUES (2) ON CONFLICT (id) DO UPDATE
  SET v = DEFAULT, w = (SELECT MAX(s.v) FROM s WHERE s.id <> t.id) + EXCLUDED.id;
= 1
INSERT INTO t (id) VALUES (1) ON CONFLICT DO UPDATE SET w = 7;
= 1
SELECT * FROM t ORDER BY id;
> id | v | w
> 1 | 1 | 7
> 2 | 3 | 302
> 3 | 300 | NULL
# nothing is touched
INSERT INTO t (id) VALUES (1) ON CONFLICT DO UPDATE SET w = 8 WHERE FALSE;
= 0
INSERT INTO t (id, v) VALUES (4, 0), (1, 0) ON CONFLICT DO UPDATE SET w = 1 / EXCLUDED.v;
! 22012
INSERT INTO t (id, v) VALUES (1, 0) ON CONFLICT DO UPDATE SET w = v;
! 42702
INSERT INTO t (id, v) VALUES (1, 0) ON CONFLICT DO UPDATE SET id = 5;
! 428C9
INSERT INTO t (id, v) VALUES (1, 0) ON CONFLICT DO UPDATE SET w = 1, w = 2;
! 42701
SELECT COUNT(*) AS n FROM t;
> n
> 3

== DO UPDATE meets a row once
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 1), (1, 2) ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v;
! 21000
INSERT INTO t VALUES (1, 1);
INSERT INTO t VALUES (1, 2), (1, 3) ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v;
! 21000
SELECT * FROM t;
> id | v
> 1 | 1
# periods apart are different rows
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES
  (1, 5, DATE '2020-01-01', DATE '2020-02-01'), (1, 6, DATE '2020-02-01', DATE '2020-03-01')
  ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v;
= 1
SELECT v FROM t FOR VALID_TIME ALL ORDER BY v;
> v
> 1
> 5
> 6

== own writes are met as well
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
BEGIN;
INSERT INTO t VALUES (1, 1);
INSERT INTO t VALUES (1, 5), (2, 5) ON CONFLICT (id) DO UPDATE SET v = t.v + EXCLUDED.v;
= 2
INSERT INTO t VALUES (1, 7) ON CONFLICT DO NOTHING;
= 0
SAVEPOINT s;
DELETE FROM t WHERE id = 1;
= 1
INSERT INTO t VALUES (1, 7) ON CONFLICT DO NOTHING;
= 1
ROLLBACK TO SAVEPOINT s;
COMMIT;
SELECT * FROM t ORDER BY id;
> id | v
> 1 | 6
> 2 | 5
SELECT COUNT(*) AS versions FROM HISTORY.t;
> versions
> 2

== edges and generated keys
CREATE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n, w INTEGER);
CREATE EDGE TABLE g (FROM n, TO n, w INTEGER);
INSERT INTO n VALUES (1), (2);
INSERT INTO e (id, source, target, w) VALUES (1, 1, 2, 5);
INSERT INTO e (id, source, target, w) VALUES (1, 1, 2, 6), (2, 2, 1, 7) ON CONFLICT (id) DO UPDATE SET w = EXCLUDED.w * 10;
= 2
SELECT id, source, target, w FROM e ORDER BY id;
> id | source | target | w
> 1 | 1 | 2 | 60
> 2 | 2 | 1 | 7
INSERT INTO e (id, source, target) VALUES (3, 1, 9) ON CONFLICT DO NOTHING;
! 23503
# what has a generated key is in conflict with nothing
INSERT INTO g (source, target, w) VALUES (1, 2, 5), (1, 2, 5) ON CONFLICT DO NOTHING;
= 2
INSERT INTO g (source, target, w) VALUES (1, 2, 5) ON CONFLICT (_id) DO UPDATE SET w = 0;
= 1
UPSERT INTO e (id, source, target) VALUES (1, 1, 2) ON CONFLICT DO NOTHING;
! 42601
