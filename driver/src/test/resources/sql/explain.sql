== operators have the names of what runs
CREATE NODE TABLE p (id INTEGER PRIMARY KEY, name VARCHAR, city VARCHAR);
CREATE EDGE TABLE k (FROM p, TO p, since INTEGER);
CREATE INDEX by_city ON p (city);
INSERT INTO p VALUES (1, 'Ann', 'Oslo'), (2, 'Bob', 'Oslo'), (3, 'Cat', 'Rome');
EXPLAIN SELECT * FROM p WHERE id = 1;
> *
> KeyLookup(table=[PUBLIC.p], columns=[id, name, city], valid=[NOW], system=[NOW], key=[1])
EXPLAIN SELECT name, COUNT(*) AS n FROM p WHERE city = 'Oslo' GROUP BY name ORDER BY n DESC, name LIMIT 2;
> *
> TopSort(order=[n DESC NULLS FIRST, name NULLS LAST], fetch=[2])
>   HashAggregate(group=[name], functions=[COUNT(*)])
>     Project(columns=[name])
>       Filter(condition=[=(city, 'Oslo')])
>         IndexLookup(table=[PUBLIC.p], columns=[name, city], valid=[NOW], system=[NOW], index=[by_city(city = 'Oslo')])
EXPLAIN SELECT a.id FROM p a LEFT JOIN p b ON a.name = b.city;
> *
> Project(columns=[id])
>   HashJoin(condition=[=(left.name, right.city)], type=[left], build=[right])
>     TableScan(table=[PUBLIC.p], columns=[id, name], valid=[NOW], system=[NOW])
>     TableScan(table=[PUBLIC.p], columns=[city], valid=[NOW], system=[NOW])
EXPLAIN SELECT a.id FROM p a LEFT JOIN p b ON a.id < b.id;
> *
> Project(columns=[id])
>   NestedLoopJoin(condition=[<(left.id, right.id)], type=[left], keep=[right])
>     TableScan(table=[PUBLIC.p], columns=[id], valid=[NOW], system=[NOW])
>     TableScan(table=[PUBLIC.p], columns=[id], valid=[NOW], system=[NOW])
EXPLAIN MATCH (a:p WHERE a.id = 1)-[e:k]->(b:p) RETURN b.name;
> *
> Project(columns=[name])
>   Fetch(at=[$target], table=[PUBLIC.p], columns=[name], valid=[NOW], system=[NOW])
>     HashJoin(condition=[=(right.$source, left.$entity)], type=[inner], build=[right])
>       KeyLookup(table=[PUBLIC.p], columns=[$entity], valid=[NOW], system=[NOW], key=[1])
>       TableScan(table=[PUBLIC.k], columns=[$source, $target], valid=[NOW], system=[NOW])
EXPLAIN SELECT id FROM p EXCEPT SELECT since FROM k LIMIT 5;
> *
> Limit(fetch=[5])
>   Except(all=[false])
>     TableScan(table=[PUBLIC.p], columns=[id], valid=[NOW], system=[NOW])
>     TableScan(table=[PUBLIC.k], columns=[since], valid=[NOW], system=[NOW])
EXPLAIN SELECT id FROM p FOR VALID_TIME ALL FOR SYSTEM_TIME AS OF TIMESTAMP '2020-01-01 00:00:00';
> *
> TableScan(table=[PUBLIC.p], columns=[id], valid=[ALL], system=[AS OF CAST(2020-01-01 00:00:00:TIMESTAMP(6)):TIMESTAMP_WITH_LOCAL_TIME_ZONE(6)])
EXPLAIN DELETE FROM p WHERE id = 1;
> *
> Delete(table=[PUBLIC.p])
>   KeyLookup(table=[PUBLIC.p])

== the statement that is analyzed runs, and each operator tells what it did
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 10), (2, 20), (3, 30);
EXPLAIN (ANALYZE, TIMING OFF) SELECT v FROM t WHERE v > 10 ORDER BY v;
> *
> Sort(order=[v NULLS LAST]) (estimated rows=3) (rows=2, loops=1, batches=1)
>   Filter(condition=[>(v, 10)]) (estimated rows=3) (rows=2, loops=1, batches=1)
>     TableScan(table=[PUBLIC.t], columns=[v], valid=[NOW], system=[NOW]) (estimated rows=3) (rows=3, loops=1, batches=1)
> Lane: planned
> Plan cache: miss
EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF, SUMMARY OFF) SELECT a.id FROM t a WHERE EXISTS (SELECT * FROM t b WHERE b.v < a.v);
> *
> Project(columns=[id]) (rows=2, loops=1, batches=1)
>   NestedLoopJoin(condition=[<(right.v, left.v)], type=[semi], keep=[right]) (rows=2, loops=1, batches=1)
>     TableScan(table=[PUBLIC.t], columns=[id, v], valid=[NOW], system=[NOW]) (rows=3, loops=1, batches=1)
>     TableScan(table=[PUBLIC.t], columns=[v], valid=[NOW], system=[NOW]) (rows=3, loops=1, batches=1)
EXPLAIN (ANALYZE, TIMING OFF) SELECT v FROM t WHERE id = 2;
> *
> KeyLookup(table=[PUBLIC.t], columns=[v], valid=[NOW], system=[NOW]) (rows=1, loops=1, batches=1)
> Lane: short way
> Plan cache: miss
SELECT v FROM t WHERE id = 2;
> v
> 20
EXPLAIN (ANALYZE, TIMING OFF) SELECT v FROM t WHERE id = 2;
> *
> KeyLookup(table=[PUBLIC.t], columns=[v], valid=[NOW], system=[NOW]) (rows=1, loops=1, batches=1)
> Lane: short way
> Plan cache: hit
EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) UPDATE t SET v = v + 1 WHERE v >= 20;
> *
> Update(table=[PUBLIC.t]) (rows=2, loops=1, batches=1)
>   Project(columns=[$entity, _valid_from, _valid_to, _system_from, id, v, +(v, 1)]) (rows=2, loops=1, batches=1)
>     Filter(condition=[>=(v, 20)]) (rows=2, loops=1, batches=1)
>       TableScan(table=[PUBLIC.t], columns=[id, v, _valid_from, _valid_to, _system_from, $entity], valid=[FROM ?0 TO ?1], system=[NOW]) (rows=3, loops=1, batches=1)
> Lane: planned
> Plan cache: miss
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) INSERT INTO t VALUES (4, 40), (5, 50);
> *
> Insert(table=[PUBLIC.t]) (rows=2, loops=1, batches=1)
>   Values(rows=[2])
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) DELETE FROM t WHERE id = 5;
> *
> Delete(table=[PUBLIC.t]) (rows=1, loops=1, batches=1)
>   KeyLookup(table=[PUBLIC.t]) (rows=1, loops=1, batches=1)
SELECT id, v FROM t ORDER BY id;
> *
> 1 | 10
> 2 | 21
> 3 | 31
> 4 | 40

== an index among several is named that was used
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER);
CREATE INDEX by_a ON t (a);
CREATE INDEX by_b ON t (b);
INSERT INTO t VALUES (1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 2, 4);
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT id FROM t WHERE a = 1 AND b = 2;
> *
> Project(columns=[id]) (rows=1, loops=1, batches=1)
>   Filter(condition=[AND(=(a, 1), =(b, 2))]) (rows=1, loops=1, batches=1)
>     IndexLookup(table=[PUBLIC.t], columns=[id, a, b], valid=[NOW], system=[NOW], index=[by_a(a = 1), by_b(b = 2)]) (rows=1, loops=1, batches=1, used=by_b)
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT id FROM t WHERE a = 2 AND b > 0;
> *
> Project(columns=[id]) (rows=1, loops=1, batches=1)
>   Filter(condition=[AND(=(a, 2), >(b, 0))]) (rows=1, loops=1, batches=1)
>     IndexLookup(table=[PUBLIC.t], columns=[id, a, b], valid=[NOW], system=[NOW], index=[by_a(a = 2), by_b(0 <= b)]) (rows=1, loops=1, batches=1, used=by_a)
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT id FROM t WHERE a = NULL;
> *
> Values(tuples=[[]]) (rows=0, loops=1, batches=0)

== a rollback undoes what was analyzed
CREATE TABLE t (id INTEGER PRIMARY KEY);
BEGIN;
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) INSERT INTO t SELECT * FROM (VALUES (1), (2)) AS s (n);
> *
> Insert(table=[PUBLIC.t]) (rows=2, loops=1, batches=1)
>   Values(tuples=[[{ 1 }, { 2 }]]) (rows=2, loops=1, batches=1)
ROLLBACK;
SELECT COUNT(*) AS n FROM t;
> n
> 0

== inputs run as often as they are asked
CREATE TABLE t (id INTEGER PRIMARY KEY);
INSERT INTO t VALUES (1), (2), (3);
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 4) SELECT * FROM r;
> *
> Recursion(all=[true]) (rows=4, loops=1, batches=1)
>   Values(tuples=[[{ 1 }]]) (rows=1, loops=1, batches=1)
>   Project(columns=[+(n, 1)]) (rows=3, loops=4, batches=3)
>     Filter(condition=[<(n, 4)]) (rows=3, loops=4, batches=3)
>       LastRound(table=[r]) (rows=4, loops=4, batches=4)
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT * FROM t a, LATERAL (SELECT * FROM t b WHERE b.id < a.id LIMIT 1) c;
> *
> LoopJoin(type=[inner], again=[right]) (rows=2, loops=1, batches=1)
>   TableScan(table=[PUBLIC.t], columns=[id], valid=[NOW], system=[NOW]) (rows=3, loops=1, batches=1)
>   Limit(fetch=[1]) (rows=2, loops=3, batches=2)
>     Filter(condition=[<(id, $cor0.id)]) (rows=3, loops=3, batches=2)
>       TableScan(table=[PUBLIC.t], columns=[id], valid=[NOW], system=[NOW]) (rows=9, loops=3, batches=3)
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT * FROM t a LEFT JOIN (SELECT * FROM t WHERE id > 100) b ON a.id = b.id;
> *
> HashJoin(condition=[=(left.id, right.id)], type=[left], build=[right]) (rows=3, loops=1, batches=1)
>   TableScan(table=[PUBLIC.t], columns=[id], valid=[NOW], system=[NOW]) (rows=3, loops=1, batches=1)
>   Filter(condition=[>(id, 100)]) (rows=0, loops=1, batches=0)
>     TableScan(table=[PUBLIC.t], columns=[id], valid=[NOW], system=[NOW]) (rows=3, loops=1, batches=1)
EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT * FROM t a JOIN (SELECT * FROM t WHERE id > 100) b ON a.id + 1 = b.id + 1;
> *
> HashJoin(condition=[=(+(left.id, 1), +(right.id, 1))], type=[inner], build=[right]) (rows=0, loops=1, batches=0)
>   TableScan(table=[PUBLIC.t], columns=[id], valid=[NOW], system=[NOW]) (never run)
>   Filter(condition=[>(id, 100)]) (rows=0, loops=1, batches=0)
>     TableScan(table=[PUBLIC.t], columns=[id], valid=[NOW], system=[NOW]) (rows=3, loops=1, batches=1)

== only what is written can be refused
CREATE TABLE t (id INTEGER PRIMARY KEY);
BEGIN READ ONLY;
EXPLAIN ANALYZE INSERT INTO t VALUES (1);
! 25006
EXPLAIN INSERT INTO t VALUES (1);
> *
> Insert(table=[PUBLIC.t])
>   Values(rows=[1])
ROLLBACK;
INSERT INTO t VALUES (1);
EXPLAIN ANALYZE SELECT 1 / (id - id) FROM t;
! 22012
EXPLAIN ANALYZE SELECT nothing FROM t;
! 42703 line 1, column 24
EXPLAIN ANALYZE CREATE TABLE u (id INTEGER);
! 42601
