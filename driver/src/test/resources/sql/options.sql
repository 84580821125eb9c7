== a table without valid time
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 12:00:00';
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) WITH (VALID_TIME = OFF);
INSERT INTO t VALUES (1, 10), (2, 5);
COMMIT;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 12:00:00';
UPDATE t SET v = 20 WHERE id = 1;
= 1
DELETE FROM t WHERE id = 2;
= 1
COMMIT;
SELECT * FROM t;
> id | v
> 1 | 20
SELECT * FROM t WHERE id = 1;
> id | v
> 1 | 20
# What was known when is all that there is to ask.
SELECT * FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-20 00:00:00' ORDER BY id;
> id | v
> 1 | 10
> 2 | 5
SELECT v FROM t FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-20 00:00:00' WHERE id = 1;
> v
> 10
SELECT id, v, _system_from, _system_to FROM t FOR SYSTEM_TIME ALL ORDER BY id, _system_from;
> id | v | _system_from | _system_to
> 1 | 10 | 2024-01-10 12:00:00.000000 | 2024-02-10 12:00:00.000000
> 1 | 20 | 2024-02-10 12:00:00.000000 | forever
> 2 | 5 | 2024-01-10 12:00:00.000000 | 2024-02-10 12:00:00.000000
SELECT id, v FROM HISTORY.t ORDER BY id, _system_from;
> id | v
> 1 | 10
> 1 | 20
> 2 | 5
SELECT v, _op FROM TABLE(HISTORY(t, 1)) ORDER BY _system_from;
> v | _op
> 10 | INSERT
> 20 | UPDATE
SELECT _op, old_v, new_v FROM TABLE(CHANGES(t, TIMESTAMP '2024-01-20 00:00:00', TIMESTAMP '2024-03-01 00:00:00')) ORDER BY old_v;
> _op | old_v | new_v
> DELETE | 5 | NULL
> UPDATE | 10 | 20
SELECT _op, new_id, new_v FROM TABLE(DIFF(t, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-03-01 00:00:00'));
> _op | new_id | new_v
> INSERT | 1 | 20
SELECT * FROM TABLE(DIFF(t, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-03-01 00:00:00', DATE '2024-01-01'));
! 42000 DIFF
SELECT * FROM TABLE(TIMELINE(t, 1));
! 42000 TIMELINE
# No clause on valid time has a meaning.
SELECT * FROM t FOR VALID_TIME AS OF DATE '2024-01-20';
! 42000 no valid time
SELECT * FROM t FOR VALID_TIME ALL WHERE id = 1;
! 42000 no valid time
SELECT * FROM t AS x FOR VALID_TIME FROM DATE '2024-01-20' TO DATE '2024-01-21';
! 42000 no valid time
SELECT * FROM HISTORY.t FOR VALID_TIME ALL;
! 42000 no valid time
INSERT INTO t FOR VALID_TIME FROM DATE '2024-01-20' VALUES (3, 1);
! 42000 no valid time
INSERT INTO t (id, v, _valid_from) VALUES (3, 1, DATE '2024-01-20');
! 42000 _valid_from
INSERT INTO t (id, v, _valid_to) VALUES (3, 1, END_OF_TIME);
! 42000 _valid_to
UPSERT INTO t (id, v, _valid_from) VALUES (3, 1, DATE '2024-01-20');
! 42000 _valid_from
PATCH INTO t (id, v, _valid_from) VALUES (3, 1, DATE '2024-01-20');
! 42000 _valid_from
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2024-01-20' SET v = 1;
! 42000 no valid time
UPDATE t FOR ALL VALID_TIME SET v = 1;
! 42000 no valid time
DELETE FROM t FOR ALL VALID_TIME;
! 42000 no valid time
MERGE INTO t FOR ALL VALID_TIME USING (VALUES (1)) AS s (id) ON s.id = t.id WHEN MATCHED THEN DELETE;
! 42000 no valid time
MERGE INTO t USING (VALUES (7)) AS s (id) ON s.id = t.id WHEN NOT MATCHED THEN INSERT (id, _valid_from) VALUES (s.id, DATE '2020-01-01');
! 42000 _valid_from
COPY t FOR VALID_TIME FROM DATE '2024-01-20' FROM 'nowhere.csv';
! 42000 no valid time
# The times of a session are those of other tables.
CREATE TABLE u (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO u (id, v, _valid_from, _valid_to) VALUES (1, 77, DATE '2020-01-01', DATE '2021-01-01');
SETTING DEFAULT VALID_TIME AS OF DATE '2020-05-05' SELECT t.v AS a, u.v AS b FROM t JOIN u ON t.id = u.id;
> a | b
> 20 | 77
SETTING DEFAULT VALID_TIME ALL SELECT t.v AS a, u.v AS b FROM t JOIN u ON t.id = u.id;
> a | b
> 20 | 77
SET SESSION VALID_TIME TO AS OF DATE '2020-05-05';
SELECT v FROM t WHERE id = 1;
> v
> 20
SELECT count(*) AS c FROM t;
> c
> 1
SET SESSION VALID_TIME TO DEFAULT;
CREATE VIEW both_of_them AS SELECT t.v AS a, u.v AS b FROM t JOIN u ON t.id = u.id;
SELECT * FROM both_of_them FOR VALID_TIME AS OF DATE '2020-05-05';
> a | b
> 20 | 77
CREATE VIEW only_t AS SELECT v FROM t;
SELECT * FROM only_t FOR VALID_TIME AS OF DATE '2020-05-05';
! 42809 FOR VALID_TIME
UPSERT INTO t VALUES (1, 21), (4, 4);
= 2
PATCH INTO t (id, v) VALUES (1, 22);
= 1
INSERT INTO t VALUES (4, 5) ON CONFLICT DO UPDATE SET v = EXCLUDED.v;
= 1
MERGE INTO t USING (VALUES (4), (5)) AS s (id) ON s.id = t.id WHEN MATCHED THEN UPDATE SET v = 6 WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, 7);
= 2
SELECT * FROM t ORDER BY id;
> id | v
> 1 | 22
> 4 | 6
> 5 | 7
DELETE FROM t WHERE id = 4 RETURNING v;
> v
> 6
INSERT INTO t VALUES (4, 8);
SELECT v FROM t FOR SYSTEM_TIME ALL WHERE id = 4 ORDER BY _system_from;
> v
> 4
> 5
> 6
> 8

== a graph without valid time
CREATE NODE TABLE n (id INTEGER PRIMARY KEY) WITH (VALID_TIME = OFF);
CREATE NODE TABLE timed (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (FROM n, TO n) WITH (VALID_TIME = 'off', ENDPOINT_POLICY = CLIP);
CREATE EDGE TABLE x (FROM n, TO timed) WITH (VALID_TIME = OFF);
! 42P16 VALID_TIME
CREATE EDGE TABLE f (FROM n, TO timed);
INSERT INTO n VALUES (1), (2), (3);
INSERT INTO timed (id, _valid_from) VALUES (1, DATE '2020-01-01');
INSERT INTO e (source, target) VALUES (1, 2), (2, 3);
INSERT INTO f (source, target) VALUES (1, 1);
INSERT INTO f (source, target, _valid_from, _valid_to) VALUES (1, 1, DATE '2020-06-01', DATE '2020-07-01');
INSERT INTO f (source, target, _valid_from) VALUES (1, 1, DATE '2019-06-01');
! 23503
MATCH (a:n)-[:f]->(b:timed) FOR VALID_TIME AS OF DATE '2020-06-15' RETURN a.id AS a;
> a
> 1
MATCH (a:n)-[:e]->(b:n) RETURN a.id AS a, b.id AS b ORDER BY a;
> a | b
> 1 | 2
> 2 | 3
MATCH (a:n)-[:e]->(b:n) FOR VALID_TIME AS OF DATE '2020-01-01' RETURN a.id AS a;
! 42000 no table of the pattern
MATCH (a:n)-[:f]->(b:timed) FOR VALID_TIME AS OF DATE '2020-01-01' RETURN a.id AS a;
> a
MATCH (a:n)-[:f]->(b:timed) FOR VALID_TIME ALL RETURN a.id AS a;
> a
> 1
> 1
DELETE FROM n WHERE id = 1;
! 23503
MATCH (a:n FOR VALID_TIME ALL)-[:f]->(b:timed) RETURN a.id AS a;
! 42000 no valid time
SETTING DEFAULT VALID_TIME AS OF DATE '2020-01-01' MATCH (a:n)-[:e]->(b:n) RETURN count(*) AS c;
> c
> 2
DELETE FROM n WHERE id = 3;
= 1
~ 01000 1 edge was clipped to the periods of its nodes
DETACH DELETE FROM n FOR ALL VALID_TIME WHERE id = 2;
! 42000 no valid time
DETACH DELETE FROM n WHERE id = 2;
= 1
~ 01000 1 edge was clipped to the periods of its nodes
SELECT count(*) AS c FROM e;
> c
> 0

== what was superseded without valid time is not believed any more
CREATE TABLE p (id INTEGER PRIMARY KEY) WITH (VALID_TIME = OFF);
CREATE TABLE o (id INTEGER PRIMARY KEY, v INTEGER, r INTEGER REFERENCES p) WITH (VALID_TIME = OFF);
CREATE INDEX ov ON o (v);
INSERT INTO p VALUES (1), (2);
INSERT INTO o VALUES (1, -5, 1), (2, NULL, 1);
UPDATE o SET v = 5, r = 2;
SELECT id, v, _system_to = END_OF_TIME AS believed FROM HISTORY.o ORDER BY id, _system_from;
> id | v | believed
> 1 | -5 | false
> 1 | 5 | true
> 2 | NULL | false
> 2 | 5 | true
ALTER TABLE o ADD CONSTRAINT pos CHECK (v > 0);
ALTER TABLE o ALTER COLUMN v SET NOT NULL;
CREATE TABLE q (id INTEGER PRIMARY KEY) WITH (VALID_TIME = OFF);
INSERT INTO q VALUES (5);
ALTER TABLE o ADD CONSTRAINT f FOREIGN KEY (v) REFERENCES q;
ERASE FROM p WHERE id = 1;
= 1
ERASE FROM o WHERE id = 1 RETURNING v, _valid_from, _valid_to, _system_to = END_OF_TIME AS believed;
> v | _valid_from | _valid_to | believed
> -5 | 0001-01-01 | forever | false
> 5 | 0001-01-01 | forever | true

== what is forgotten without valid time is gone
CREATE TABLE o (id INTEGER PRIMARY KEY, mail VARCHAR) WITH (VALID_TIME = OFF);
INSERT INTO o VALUES (1, 'old');
UPDATE o SET mail = 'new';
ERASE FROM o FOR SYSTEM_TIME BEFORE CURRENT_TIMESTAMP RETURNING mail;
> mail
> old
CHECKPOINT PURGE;
> FILE | REASON
SELECT mail FROM HISTORY.o;
> mail
> new
BEGIN;
ERASE FROM o WHERE mail = 'old' RETURNING mail;
> mail
ERASE FROM o WHERE mail = 'new' RETURNING mail;
> mail
> new
ROLLBACK;

== days
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 12:00:00';
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) WITH (VALID_GRANULARITY = 'DAY');
INSERT INTO t VALUES (1, 10) RETURNING _valid_from, _valid_to, _system_from;
> _valid_from | _valid_to | _system_from
> 2024-01-10 | forever | 2024-01-10 12:00:00.000000
INSERT INTO t (id, v, _valid_from) VALUES (2, 5, DATE '2024-03-01');
INSERT INTO t FOR VALID_TIME FROM TIMESTAMP '2024-01-01 00:00:00' TO DATE '2024-02-01' VALUES (3, 7);
COMMIT;
SELECT * FROM t FOR VALID_TIME AS OF TIMESTAMP '2024-01-10 00:00:00' ORDER BY id;
> id | v
> 1 | 10
> 3 | 7
# What begins now begins with today: the morning is taken over, and kept in system time.
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-20 09:30:00';
UPDATE t SET v = 20 WHERE id = 1 RETURNING _valid_from, _valid_to;
> _valid_from | _valid_to
> 2024-01-20 | forever
UPDATE t SET v = v + 1;
= 3
COMMIT;
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 10 | 2024-01-10 | 2024-01-20
> 1 | 21 | 2024-01-20 | forever
> 2 | 6 | 2024-03-01 | forever
> 3 | 7 | 2024-01-01 | 2024-01-20
> 3 | 8 | 2024-01-20 | 2024-02-01
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-20 18:00:00';
DELETE FROM t WHERE id = 1;
= 1
COMMIT;
SELECT v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL WHERE id = 1;
> v | _valid_from | _valid_to
> 10 | 2024-01-10 | 2024-01-20
SELECT v, _valid_from, _valid_to, _system_from FROM HISTORY.t WHERE id = 1 ORDER BY _system_from, _valid_from;
> v | _valid_from | _valid_to | _system_from
> 10 | 2024-01-10 | 2024-01-20 | 2024-01-10 12:00:00.000000
> 10 | 2024-01-20 | forever | 2024-01-10 12:00:00.000000
> 21 | 2024-01-20 | forever | 2024-01-20 09:30:00.000000
# An end before today leaves nothing of what begins now.
INSERT INTO t (id, v, _valid_to) VALUES (9, 9, DATE '2024-01-01');
! 22020
# Bounds are midnights.
INSERT INTO t (id, v, _valid_from) VALUES (4, 1, TIMESTAMP '2024-01-01 00:00:01');
! 22008 midnight
INSERT INTO t (id, v, _valid_to) VALUES (4, 1, TIMESTAMP '2999-01-01 12:00:00');
! 22008 midnight
UPDATE t FOR PORTION OF VALID_TIME FROM CURRENT_TIMESTAMP SET v = 0;
! 22008 midnight
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2024-03-02' TO DATE '2024-03-05' SET v = 0 WHERE id = 2;
= 1
DELETE FROM t FOR PORTION OF VALID_TIME FROM DATE '2024-03-03' TO TIMESTAMP '2024-03-04 00:00:00' WHERE id = 2;
= 1
PATCH INTO t (id, v, _valid_from, _valid_to) VALUES (2, -1, DATE '2024-03-01', DATE '2024-03-06');
= 1
SELECT v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL WHERE id = 2 ORDER BY _valid_from;
> v | _valid_from | _valid_to
> -1 | 2024-03-01 | 2024-03-06
> 6 | 2024-03-06 | forever
# Asking is for any instant.
SELECT v FROM t FOR VALID_TIME AS OF TIMESTAMP '2024-03-05 23:59:59.999999' WHERE id = 2;
> v
> -1
UPSERT INTO t (id, v, _valid_from, _valid_to) VALUES (2, 0, BEGINNING_OF_TIME, END_OF_TIME);
= 1
INSERT INTO t (id, v, _valid_from) VALUES (2, 1, DATE '2024-01-01') ON CONFLICT DO UPDATE SET v = EXCLUDED.v;
= 1
MERGE INTO t FOR PORTION OF VALID_TIME FROM DATE '2025-01-01' TO DATE '2025-01-02' USING (VALUES (2), (8)) AS s (id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = 2 WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, 3);
= 2
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME FROM DATE '2025-01-01' TO DATE '2025-01-02' ORDER BY id;
> id | v | _valid_from | _valid_to
> 2 | 2 | 2025-01-01 | 2025-01-02
> 8 | 3 | 2025-01-01 | 2025-01-02

== days in another time zone
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) WITH (VALID_GRANULARITY = DAY);
SET timeZone = 'Europe/Vienna';
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2024-01-01', DATE '2024-07-01'), (1, 2, TIMESTAMP '2024-07-01 00:00:00', END_OF_TIME);
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2024-02-01' TO DATE '2024-03-01' SET v = 3;
= 1
INSERT INTO t (id, v, _valid_from) VALUES (2, 1, TIMESTAMP '2024-01-01 01:30:00');
! 22008
SELECT v FROM t FOR VALID_TIME AS OF DATE '2024-02-01' WHERE id = 1;
> v
> 3
SELECT v FROM t FOR VALID_TIME AS OF DATE '2024-01-31' WHERE id = 1;
> v
> 1
SELECT v FROM t FOR VALID_TIME FROM DATE '2024-07-01' TO DATE '2024-07-02';
> v
> 2
SET timeZone = 'UTC';
SELECT v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY _valid_from;
> v | _valid_from | _valid_to
> 1 | 2024-01-01 | 2024-02-01
> 3 | 2024-02-01 | 2024-03-01
> 1 | 2024-03-01 | 2024-07-01
> 2 | 2024-07-01 | forever

== days beside instants
CREATE NODE TABLE d (id INTEGER PRIMARY KEY) WITH (VALID_GRANULARITY = DAY);
CREATE NODE TABLE i (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE de (FROM d, TO d) WITH (VALID_GRANULARITY = DAY);
CREATE EDGE TABLE di (FROM d, TO i) WITH (VALID_GRANULARITY = DAY);
! 42P16 VALID_GRANULARITY
CREATE EDGE TABLE id (FROM i, TO d);
CREATE TABLE r (id INTEGER PRIMARY KEY, i INTEGER REFERENCES i) WITH (VALID_GRANULARITY = DAY);
! 42P16 DAY
CREATE TABLE r (id INTEGER PRIMARY KEY, d INTEGER REFERENCES d) WITH (VALID_GRANULARITY = DAY);
CREATE TABLE s (id INTEGER PRIMARY KEY, d INTEGER REFERENCES d);
CREATE TABLE bad (id INTEGER PRIMARY KEY) WITH (VALID_TIME = OFF, VALID_GRANULARITY = DAY);
! 42P16 no valid time
INSERT INTO d VALUES (1), (2);
INSERT INTO i VALUES (1);
INSERT INTO de (source, target) VALUES (1, 2);
INSERT INTO id (source, target) VALUES (1, 1);
INSERT INTO r VALUES (1, 1);
INSERT INTO s VALUES (1, 2);
DELETE FROM d WHERE id = 2;
! 23503
DETACH DELETE FROM d WHERE id = 2;
! 23503
DELETE FROM s;
DELETE FROM d WHERE id = 2;
! 23503
DETACH DELETE FROM d WHERE id = 2;
! 23503 s_d_fkey

== writes that change nothing
CREATE TABLE kept (id INTEGER PRIMARY KEY, v INTEGER);
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, x DECIMAL(5, 2), b VARBINARY, a INTEGER ARRAY) WITH (NOOP_UPDATES = 'DROP');
INSERT INTO kept VALUES (1, 1);
UPDATE kept SET v = 1;
= 1
SELECT count(*) AS c FROM HISTORY.kept;
> c
> 3
INSERT INTO t VALUES (1, 1, 1.50, X'01', ARRAY[1, 2]), (2, NULL, NULL, NULL, NULL);
UPDATE t SET v = v, x = 1.5, b = X'01', a = ARRAY[1, 2] WHERE id = 1;
= 1
UPDATE t SET v = NULL WHERE id = 2;
= 1
UPSERT INTO t VALUES (1, 1, 1.50, X'01', ARRAY[1, 2]);
= 1
PATCH INTO t (id, v) VALUES (1, 1);
= 1
INSERT INTO t (id, v) VALUES (1, 1) ON CONFLICT DO UPDATE SET v = EXCLUDED.v;
= 1
MERGE INTO t USING (VALUES (1)) AS s (id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = 1;
= 1
SELECT count(*) AS c FROM HISTORY.t;
> c
> 2
UPDATE t SET v = 2 WHERE id = 1;
= 1
SELECT v FROM HISTORY.t WHERE id = 1 ORDER BY _system_from, _valid_from;
> v
> 1
> 1
> 2

== only where it is the same already
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
CREATE TABLE p (id INTEGER PRIMARY KEY, v INTEGER) WITH (NOOP_UPDATES = 'DROP');
INSERT INTO p (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2020-01-01', DATE '2021-01-01'), (1, 2, DATE '2021-01-01', DATE '2022-01-01'), (1, 1, DATE '2023-01-01', DATE '2024-01-01');
COMMIT;
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPSERT INTO p (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2019-01-01', DATE '2025-01-01');
= 1
COMMIT;
UPDATE p FOR PORTION OF VALID_TIME FROM DATE '2020-03-01' TO DATE '2020-04-01' SET v = 1 RETURNING v, _valid_from, _valid_to, _system_from;
> v | _valid_from | _valid_to | _system_from
> 1 | 2020-01-01 | 2021-01-01 | 2024-01-10
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
UPSERT INTO p (id, v, _valid_from, _valid_to) VALUES (1, 1, DATE '2024-06-01', DATE '2026-01-01') RETURNING v, _valid_from, _valid_to, _system_from;
> v | _valid_from | _valid_to | _system_from
> 1 | 2024-01-01 | 2025-01-01 | 2024-02-10
> 1 | 2025-01-01 | 2026-01-01 | 2024-03-10
ROLLBACK;
SELECT v, _valid_from, _valid_to, _system_from FROM p FOR VALID_TIME ALL ORDER BY _valid_from;
> v | _valid_from | _valid_to | _system_from
> 1 | 2019-01-01 | 2020-01-01 | 2024-02-10
> 1 | 2020-01-01 | 2021-01-01 | 2024-01-10
> 1 | 2021-01-01 | 2023-01-01 | 2024-02-10
> 1 | 2023-01-01 | 2024-01-01 | 2024-01-10
> 1 | 2024-01-01 | 2025-01-01 | 2024-02-10
UPDATE p FOR ALL VALID_TIME SET v = 1;
= 1
SELECT count(*) AS c FROM HISTORY.p;
> c
> 6
ALTER TABLE p SET (NOOP_UPDATES = KEEP);
UPDATE p FOR PORTION OF VALID_TIME FROM DATE '2019-01-01' TO DATE '2020-01-01' SET v = 1;
= 1
SELECT count(*) AS c FROM HISTORY.p;
> c
> 7
# A transaction compares with what it has written itself.
ALTER TABLE p SET (NOOP_UPDATES = 'DROP');
BEGIN;
INSERT INTO p VALUES (2, 1);
UPDATE p SET v = 1 WHERE id = 2;
UPDATE p SET v = 2 WHERE id = 2;
UPDATE p SET v = 2 WHERE id = 2;
COMMIT;
SELECT v FROM HISTORY.p WHERE id = 2;
> v
> 2

== edges that change nothing
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (id INTEGER PRIMARY KEY, FROM n, TO n, w INTEGER) WITH (NOOP_UPDATES = 'DROP');
INSERT INTO n VALUES (1), (2);
INSERT INTO e (id, source, target, w) VALUES (1, 1, 2, 7);
UPDATE e SET w = 7;
= 1
SELECT count(*) AS c FROM HISTORY.e;
> c
> 1
UPDATE e SET w = 8;
= 1
MATCH (a:n)-[x:e]->(b:n) RETURN x.w AS w;
> w
> 8

== what the options are
CREATE TABLE a (id INTEGER PRIMARY KEY) WITH (VALID_TIME = OFF);
CREATE TABLE b (id INTEGER PRIMARY KEY) WITH (VALID_TIME = ON, VALID_GRANULARITY = 'DAY', NOOP_UPDATES = 'DROP');
CREATE EDGE TABLE e (FROM b, TO b) WITH (ENDPOINT_POLICY = IGNORE);
SELECT table_name, option_name, option_value FROM INFORMATION_SCHEMA.TABLE_OPTIONS ORDER BY 1, 2;
> table_name | option_name | option_value
> a | NOOP_UPDATES | KEEP
> a | VALID_TIME | OFF
> b | NOOP_UPDATES | DROP
> b | VALID_GRANULARITY | DAY
> b | VALID_TIME | ON
> e | ENDPOINT_POLICY | IGNORE
> e | NOOP_UPDATES | KEEP
> e | VALID_GRANULARITY | MICROSECOND
> e | VALID_TIME | ON
CREATE TABLE c (id INTEGER PRIMARY KEY) WITH (VALID_TIME = MAYBE);
! 22023 MAYBE
CREATE TABLE c (id INTEGER PRIMARY KEY) WITH (VALID_GRANULARITY = 'HOUR');
! 22023 HOUR
CREATE TABLE c (id INTEGER PRIMARY KEY) WITH (NOOP_UPDATES);
! 22023 NOOP_UPDATES
CREATE TABLE c (id INTEGER PRIMARY KEY) WITH (VALID_TIME = ON, VALID_TIME = ON);
! 42P16 twice
ALTER TABLE b SET (VALID_GRANULARITY = MICROSECOND);
! HYC00 NOOP_UPDATES
ALTER TABLE a SET (VALID_TIME = ON);
! HYC00 NOOP_UPDATES
ALTER TABLE b SET (VALID_GRANULARITY = DAY, NOOP_UPDATES = KEEP);
SELECT option_value FROM INFORMATION_SCHEMA.TABLE_OPTIONS WHERE table_name = 'b' AND option_name = 'NOOP_UPDATES';
> option_value
> KEEP

== a table without valid time is valid at all of time
BEGIN;
SET TRANSACTION SYSTEM_TIME DATE '2024-01-10';
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER) WITH (VALID_TIME = OFF);
INSERT INTO t VALUES (1, 10), (2, 5) RETURNING id, _valid_from = BEGINNING_OF_TIME AS f, _valid_to;
> id | f | _valid_to
> 1 | true | forever
> 2 | true | forever
COMMIT;
SELECT v, _valid_from = BEGINNING_OF_TIME AS f, _valid_to FROM t FOR SYSTEM_TIME AS OF DATE '2024-01-10' WHERE id = 1;
> v | f | _valid_to
> 10 | true | forever
BEGIN;
SET TRANSACTION SYSTEM_TIME DATE '2024-02-10';
UPDATE t SET v = 20 WHERE id = 1 AND _valid_from = BEGINNING_OF_TIME RETURNING v, _valid_from = BEGINNING_OF_TIME AS f;
> v | f
> 20 | true
DELETE FROM t WHERE id = 2;
COMMIT;
SELECT v, _valid_from = BEGINNING_OF_TIME AS f, _valid_to FROM t FOR SYSTEM_TIME AS OF DATE '2024-01-10' WHERE id = 1;
> v | f | _valid_to
> 10 | true | forever
SELECT v, _valid_from = BEGINNING_OF_TIME AS f, _valid_to FROM t FOR SYSTEM_TIME AS OF DATE '2024-01-10' ORDER BY v;
> v | f | _valid_to
> 5 | true | forever
> 10 | true | forever
SELECT id, v, _valid_from = BEGINNING_OF_TIME AS f, _valid_to, _system_from, _system_to, _op FROM TABLE(HISTORY(t)) ORDER BY id, v;
> id | v | f | _valid_to | _system_from | _system_to | _op
> 1 | 10 | true | forever | 2024-01-10 | 2024-02-10 | INSERT
> 1 | 20 | true | forever | 2024-02-10 | forever | UPDATE
> 2 | 5 | true | forever | 2024-01-10 | 2024-02-10 | INSERT
SELECT count(*) AS n FROM HISTORY.t WHERE _valid_time CONTAINS DATE '1900-01-01';
> n
> 3
SELECT _op, _valid_from = BEGINNING_OF_TIME AS f, _valid_to, old_v, new_v
FROM TABLE(CHANGES(t, DATE '2024-01-01', DATE '2024-03-01')) ORDER BY _system_from, COALESCE(old_v, new_v);
> _op | f | _valid_to | old_v | new_v
> INSERT | true | forever | NULL | 5
> INSERT | true | forever | NULL | 10
> DELETE | true | forever | 5 | NULL
> UPDATE | true | forever | 10 | 20
SELECT _op, _valid_from = BEGINNING_OF_TIME AS f, _valid_to, old_v, new_v FROM TABLE(DIFF(t, DATE '2024-01-10', DATE '2024-02-10')) ORDER BY old_v;
> _op | f | _valid_to | old_v | new_v
> DELETE | true | forever | 5 | NULL
> UPDATE | true | forever | 10 | 20
INSERT INTO t VALUES (1, 1), (3, 3) ON CONFLICT DO UPDATE SET v = EXCLUDED.v WHERE t._valid_from = BEGINNING_OF_TIME;
= 2
SELECT v FROM t ORDER BY id;
> v
> 1
> 3
