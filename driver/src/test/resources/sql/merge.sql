== MERGE updates what matches and inserts what does not
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER DEFAULT 7, w VARCHAR(9));
CREATE TABLE s (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 10, 'one'), (2, 20, 'two'), (3, 30, 'three');
INSERT INTO s VALUES (2, 5), (3, 0), (4, 40);
MERGE INTO t USING s ON t.id = s.id
  WHEN MATCHED AND s.v = 0 THEN DELETE
  WHEN MATCHED THEN UPDATE SET v = t.v + s.v, w = 'merged'
  WHEN NOT MATCHED THEN INSERT (id, w) VALUES (s.id, 'new')
  RETURNING id, v, w;
> id | v | w
> 3 | 30 | three
> 2 | 25 | merged
> 4 | 7 | new
SELECT * FROM t ORDER BY id;
> id | v | w
> 1 | 10 | one
> 2 | 25 | merged
> 4 | 7 | new
# the same again: the deleted one does not match and comes back
MERGE INTO t AS x USING (SELECT id + 0 AS k, v FROM s WHERE v < 10) AS y ON x.id = y.k
  WHEN MATCHED AND x.v > 100 THEN DELETE
  WHEN MATCHED AND x.w IS NULL THEN UPDATE SET v = DEFAULT
  WHEN NOT MATCHED AND y.v > 0 THEN DO NOTHING
  WHEN NOT MATCHED THEN INSERT VALUES (y.k, y.v * 2, DEFAULT);
= 1
SELECT * FROM t ORDER BY id;
> id | v | w
> 1 | 10 | one
> 2 | 25 | merged
> 3 | 0 | NULL
> 4 | 7 | new
MERGE INTO t USING (VALUES (1, 'a'), (9, 'z')) AS s (id, w) ON t.id = s.id
  WHEN MATCHED THEN DO NOTHING WHEN NOT MATCHED THEN INSERT (id, w) VALUES (s.id, s.w || '!');
= 1
SELECT w FROM t WHERE id = 9;
> w
> z!

== each strip within the portion takes its own branch
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE s (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES
  (1, 1, DATE '2020-01-01', DATE '2021-01-01'),
  (1, 2, DATE '2021-01-01', DATE '2022-01-01'),
  (1, 3, DATE '2023-01-01', DATE '2024-01-01'),
  (2, 4, DATE '2024-01-01', DATE '2025-01-01');
INSERT INTO s VALUES (1, 100), (2, 200);
# strips: v 1 is cut and deleted, 2 and 3 are updated, the gap of 2022 stays; 2 has nothing in the portion
MERGE INTO t FOR PORTION OF VALID_TIME FROM DATE '2020-07-01' TO DATE '2023-07-01' USING s ON t.id = s.id
  WHEN MATCHED AND t.v = 1 THEN DELETE
  WHEN MATCHED THEN UPDATE SET v = t.v + s.v
  WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v);
= 2
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 1 | 2020-01-01 | 2020-07-01
> 1 | 102 | 2021-01-01 | 2022-01-01
> 1 | 103 | 2023-01-01 | 2023-07-01
> 1 | 3 | 2023-07-01 | 2024-01-01
> 2 | 200 | 2020-07-01 | 2023-07-01
> 2 | 4 | 2024-01-01 | 2025-01-01
# a strip that only touches the portion does not match
MERGE INTO t FOR PORTION OF VALID_TIME FROM DATE '2025-01-01' TO DATE '2026-01-01' USING s ON t.id = s.id
  WHEN MATCHED THEN DELETE;
= 0
MERGE INTO t FOR ALL VALID_TIME USING s ON t.id = s.id AND t.v < 100 WHEN MATCHED THEN DELETE;
= 2
SELECT id, v FROM t FOR VALID_TIME ALL ORDER BY v;
> id | v
> 1 | 102
> 1 | 103
> 2 | 200
MERGE INTO t FOR PORTION OF VALID_TIME FROM DATE '2020-01-01' TO DATE '2020-01-01' USING s ON t.id = s.id WHEN MATCHED THEN DELETE;
! 22020
# a row may say its own period if the statement says none
MERGE INTO t USING s ON FALSE WHEN NOT MATCHED THEN INSERT (id, v, _valid_from, _valid_to)
  VALUES (s.id + 10, s.v, DATE '2030-01-01', DATE '2030-01-01' + INTERVAL '1' DAY);
= 2
SELECT id, _valid_from, _valid_to FROM t FOR VALID_TIME ALL WHERE id > 10 ORDER BY id;
> id | _valid_from | _valid_to
> 11 | 2030-01-01 | 2030-01-02
> 12 | 2030-01-01 | 2030-01-02

== a strip is met once
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 1), (2, 2);
MERGE INTO t USING (VALUES (1, 5), (1, 6)) AS s (id, v) ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v;
! 21000
MERGE INTO t USING (VALUES (1, 5), (1, 6)) AS s (id, v) ON t.id = s.id
  WHEN MATCHED AND s.v = 5 THEN UPDATE SET v = s.v WHEN MATCHED THEN DELETE;
! 21000
# a branch that does nothing meets nothing
MERGE INTO t USING (VALUES (1, 5), (1, 6)) AS s (id, v) ON t.id = s.id WHEN MATCHED AND s.v = 5 THEN UPDATE SET v = s.v;
= 1
MERGE INTO t USING (VALUES (3), (3)) AS s (id) ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
! 23505
MERGE INTO t USING (VALUES (1)) AS s (id) ON t.id = s.id + 1 WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
= 0
MERGE INTO t USING (VALUES (1)) AS s (id) ON t.id = s.id + 9 WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
! 23505
# what is deleted makes room for what is inserted
MERGE INTO t USING (VALUES (1, 2), (2, 99)) AS s (id, k) ON t.id = s.k
  WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, 77);
= 1
SELECT * FROM t ORDER BY id;
> id | v
> 1 | 5
> 2 | 77

== values are computed only where their branch is taken
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 0), (2, 2);
MERGE INTO t USING (VALUES (1, 0), (2, 4), (3, 0), (4, 5)) AS s (id, v) ON t.id = s.id
  WHEN MATCHED AND t.v <> 0 THEN UPDATE SET v = 10 / t.v
  WHEN NOT MATCHED AND s.v = 0 THEN DO NOTHING
  WHEN NOT MATCHED AND 10 / s.v = 2 THEN INSERT VALUES (s.id, 100 / s.v);
= 2
SELECT * FROM t ORDER BY id;
> id | v
> 1 | 0
> 2 | 5
> 4 | 20
MERGE INTO t USING (VALUES (1)) AS s (id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = 1 / t.v;
! 22012
SELECT COUNT(*) AS n FROM t;
> n
> 3

== what MERGE refuses
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE s (id INTEGER PRIMARY KEY, v INTEGER);
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT VALUES (s.id, t.v);
! 42P01
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED AND t.v = 1 THEN INSERT VALUES (s.id, s.v);
! 42P01
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET id = 5;
! 428C9
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id) VALUES (1, 2);
! 42601
MERGE INTO t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id, w) VALUES (1, 2);
! 42703
MERGE INTO t USING nothing ON t.id = nothing.id WHEN MATCHED THEN DELETE;
! 42P01
MERGE INTO t USING s ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = DATE '2020-01-01' + INTERVAL '1' DAY;
! 42804

== MERGE into itself, in a transaction, and of edges
CREATE TABLE n (id INTEGER PRIMARY KEY, v INTEGER);
CREATE EDGE TABLE e (FROM n, TO n, w INTEGER);
BEGIN;
INSERT INTO n VALUES (1, 1), (2, 2);
MERGE INTO n USING n AS m ON n.id = m.id + 1 WHEN MATCHED THEN UPDATE SET v = m.v * 10
  WHEN NOT MATCHED THEN INSERT VALUES (m.id + 1, m.v * 100);
= 2
SAVEPOINT a;
MERGE INTO n USING n AS m ON n.id = m.id WHEN MATCHED THEN DELETE;
= 3
ROLLBACK TO SAVEPOINT a;
MERGE INTO e USING (SELECT a.id AS f, b.id AS g FROM n AS a, n AS b WHERE a.id < b.id) AS p ON e.source = p.f AND e.target = p.g
  WHEN MATCHED THEN UPDATE SET w = 1 WHEN NOT MATCHED THEN INSERT (source, target, w) VALUES (p.f, p.g, p.f * 10 + p.g);
= 3
MERGE INTO e USING n ON e.source = n.id WHEN MATCHED AND n.id = 2 THEN UPDATE SET w = w + 1 WHEN MATCHED AND e.target = 3 THEN DELETE;
= 2
COMMIT;
SELECT * FROM n ORDER BY id;
> id | v
> 1 | 1
> 2 | 10
> 3 | 200
SELECT source, target, w FROM e ORDER BY source, target;
> source | target | w
> 1 | 2 | 12
> 2 | 3 | 24

== a condition with a time of its own
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE s (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 0), (2, 0), (3, 0);
INSERT INTO s (id, v, _valid_from, _valid_to) VALUES (1, 7, DATE '2020-01-01', DATE '2021-01-01'), (2, 8, DATE '2020-01-01', END_OF_TIME);
MERGE INTO t USING (VALUES (1), (2), (3)) AS q (id) ON t.id = q.id
  WHEN MATCHED AND EXISTS (SELECT 1 FROM s FOR VALID_TIME AS OF DATE '2020-06-01' WHERE s.id = q.id) THEN UPDATE SET v = 1
  WHEN MATCHED THEN UPDATE SET v = 2;
= 3
SELECT id, v FROM t ORDER BY id;
> id | v
> 1 | 1
> 2 | 1
> 3 | 2

== the source is a pattern
CREATE NODE TABLE p (id INTEGER PRIMARY KEY, n INTEGER);
CREATE EDGE TABLE k (FROM p, TO p);
INSERT INTO p VALUES (1, 10), (2, 20);
INSERT INTO k (source, target) VALUES (1, 2);
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
MERGE INTO t USING GRAPH_TABLE (MATCH (a:p)-[:k]->(b:p) COLUMNS (a.id AS id, b.n AS n)) AS s ON t.id = s.id
  WHEN MATCHED THEN UPDATE SET v = s.n
  WHEN NOT MATCHED AND s.n > 5 THEN INSERT (id, v) VALUES (s.id, s.n + 1);
= 1
MERGE INTO t USING GRAPH_TABLE (MATCH (a:p)-[:k]->(b:p) COLUMNS (a.id AS id, b.n AS n)) AS s ON t.id = s.id
  WHEN MATCHED THEN UPDATE SET v = s.n
  WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.n + 1);
= 1
SELECT id, v FROM t;
> id | v
> 1 | 20
