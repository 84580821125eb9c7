== an index leads to rows of today, of the past and of all times
CREATE TABLE p (id INTEGER PRIMARY KEY, name VARCHAR, city VARCHAR, born INTEGER);
INSERT INTO p FOR VALID_TIME FROM DATE '2020-01-01' VALUES (1, 'Ann', 'Oslo', 1980), (2, 'Bob', 'Oslo', 1990), (3, 'Cat', 'Bergen', 1985), (4, 'Dan', NULL, NULL);
= 4
UPDATE p FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' SET city = 'Bergen' WHERE id = 1;
= 1
CREATE INDEX by_city ON p (city);
= 0
EXPLAIN SELECT name FROM p WHERE city = 'Oslo';
> PLAN
> Project(columns=[name])
>   Filter(condition=[=(city, 'Oslo')])
>     IndexLookup(table=[PUBLIC.p], columns=[name, city], valid=[NOW], system=[NOW], index=[by_city(city = 'Oslo')])
UPDATE p SET city = 'Oslo' WHERE city = 'Bergen';
= 1
SELECT name FROM p WHERE city = 'Oslo' ORDER BY name;
> name
> Ann
> Bob
> Cat
SELECT name FROM p FOR VALID_TIME AS OF DATE '2021-06-01' WHERE city = 'Bergen' ORDER BY name;
> name
> Ann
> Cat
SELECT name, _valid_from, _valid_to FROM p FOR ALL VALID_TIME WHERE city = 'Oslo' AND _valid_from < DATE '2023-01-01' ORDER BY name, _valid_from;
> name | _valid_from | _valid_to
> Ann | 2020-01-01 | 2021-01-01
> Ann | 2022-01-01 | forever
> Bob | 2020-01-01 | forever
SELECT name FROM p FOR ALL VALID_TIME FOR ALL SYSTEM_TIME WHERE city = 'Bergen' ORDER BY name;
> name
> Ann
> Cat
> Cat
SELECT name FROM p WHERE city IS NULL;
> name
> Dan
DELETE FROM p WHERE city IN ('Oslo', 'Trondheim') AND born > 1984;
= 2
SELECT name FROM p WHERE city >= 'A' ORDER BY name;
> name
> Ann

== several columns: values of the first, a range of the next
CREATE TABLE o (id INTEGER PRIMARY KEY, customer BIGINT, price DECIMAL(8, 2), day DATE);
INSERT INTO o VALUES (1, 7, 10.00, DATE '2024-01-01'), (2, 7, 20.50, DATE '2024-02-01'), (3, 8, 20.50, DATE '2024-03-01'), (4, 7, NULL, NULL), (5, NULL, 1, DATE '2024-01-01');
CREATE INDEX by_customer ON o (customer, price DESC);
CREATE INDEX ON o (day);
EXPLAIN SELECT id FROM o WHERE customer = 7 AND price BETWEEN 10 AND 20.5;
> *
> Project(columns=[id])
>   Filter(condition=[AND(=(customer, 7), SEARCH(CAST(price):DECIMAL(12, 2), Sarg[[10.00:DECIMAL(12, 2)..20.50:DECIMAL(12, 2)]]:DECIMAL(12, 2)))])
>     IndexLookup(table=[PUBLIC.o], columns=[id, customer, price], valid=[NOW], system=[NOW], index=[by_customer(customer = 7, 10.00 <= price <= 20.50)])
SELECT id FROM o WHERE customer = 7 AND price BETWEEN 10 AND 20.5 ORDER BY id;
> id
> 1
> 2
SELECT id FROM o WHERE customer = 7 AND price > 10 ORDER BY id;
> id
> 2
SELECT id FROM o WHERE customer IN (7, 8) AND price = 20.5 ORDER BY id;
> id
> 2
> 3
SELECT id FROM o WHERE customer = 7 ORDER BY id;
> id
> 1
> 2
> 4
SELECT id FROM o WHERE customer = 5000000000;
> id
SELECT id FROM o WHERE day = DATE '2024-01-01' ORDER BY id;
> id
> 1
> 5
SELECT id FROM o WHERE day < DATE '2024-02-01' OR day > DATE '2024-02-28' ORDER BY id;
> id
> 1
> 3
> 5
SELECT id FROM o WHERE day = CAST(NULL AS DATE) OR customer = 8;
> id
> 3
SELECT INDEX_NAME, IS_UNIQUE, ORDINAL_POSITION, COLUMN_NAME, SORT_ORDER FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_NAME = 'o' ORDER BY 1, 3;
> INDEX_NAME | IS_UNIQUE | ORDINAL_POSITION | COLUMN_NAME | SORT_ORDER
> PK_o | YES | 1 | id | NULL
> by_customer | NO | 1 | customer | ASC
> by_customer | NO | 2 | price | DESC
> o_day_idx | NO | 1 | day | ASC

== a unique index has one holder at an instant, also of what was there before
CREATE TABLE u (id INTEGER PRIMARY KEY, email VARCHAR);
INSERT INTO u FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2022-01-01' VALUES (1, 'x');
INSERT INTO u FOR VALID_TIME FROM DATE '2021-01-01' TO DATE '2023-01-01' VALUES (2, 'x');
CREATE UNIQUE INDEX one_email ON u (email);
! 23505 (email) = (x) at an instant; row (2) has it within [2021-01-01 00:00:00.000000, 2023-01-01 00:00:00.000000), and row (1) would within [2020-01-01 00:00:00.000000, 2022-01-01 00:00:00.000000)
SELECT COUNT(*) AS n FROM INFORMATION_SCHEMA.INDEXES WHERE INDEX_NAME = 'one_email';
> n
> 0
DELETE FROM u FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' WHERE id = 1;
CREATE UNIQUE INDEX one_email ON u (email);
= 0
INSERT INTO u FOR VALID_TIME FROM DATE '2022-06-01' VALUES (3, 'x');
! 23505 one_email
INSERT INTO u FOR VALID_TIME FROM DATE '2023-01-01' VALUES (3, 'x');
= 1
INSERT INTO u VALUES (4, NULL), (5, NULL);
= 2
DROP INDEX one_email;
= 0
INSERT INTO u VALUES (6, 'x');
= 1
SELECT id FROM u WHERE email = 'x' ORDER BY id;
> id
> 3
> 6

== own writes are found, and no longer once they are taken back
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
CREATE INDEX by_v ON t (v);
INSERT INTO t VALUES (1, 10), (2, 20), (3, 30);
BEGIN;
INSERT INTO t VALUES (4, 10);
UPDATE t SET v = 11 WHERE v = 10;
= 2
SELECT id FROM t WHERE v = 10;
> id
SELECT id FROM t WHERE v = 11 ORDER BY id;
> id
> 1
> 4
SAVEPOINT s;
DELETE FROM t WHERE v = 11 AND id = 1;
= 1
UPDATE t SET v = 11 WHERE v > 25;
= 1
SELECT id FROM t WHERE v = 11 ORDER BY id;
> id
> 3
> 4
ROLLBACK TO SAVEPOINT s;
SELECT id FROM t WHERE v BETWEEN 11 AND 29 ORDER BY id;
> id
> 1
> 2
> 4
ROLLBACK;
SELECT id FROM t WHERE v IN (10, 11) ORDER BY id;
> id
> 1

== an index made by a transaction serves it, and goes with its rollback
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t VALUES (1, 10), (2, 20);
BEGIN;
INSERT INTO t VALUES (3, 10);
CREATE INDEX by_v ON t (v);
INSERT INTO t VALUES (4, 10);
EXPLAIN SELECT id FROM t WHERE v = 10;
> *
> Project(columns=[id])
>   Filter(condition=[=(v, 10)])
>     IndexLookup(table=[PUBLIC.t], columns=[id, v], valid=[NOW], system=[NOW], index=[by_v(v = 10)])
SELECT id FROM t WHERE v = 10 ORDER BY id;
> id
> 1
> 3
> 4
ROLLBACK;
DROP INDEX by_v;
! 42704 by_v
BEGIN;
ALTER TABLE t ADD COLUMN w INTEGER DEFAULT 5;
CREATE INDEX by_w ON t (w);
SELECT id FROM t WHERE w = 5 ORDER BY id;
> id
> 1
> 2
COMMIT;
INSERT INTO t VALUES (3, 10, 6);
SELECT id FROM t WHERE w = 5 ORDER BY id;
> id
> 1
> 2

== what an index may be over, and names
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, tags VARCHAR ARRAY, e VECTOR(2), s VARCHAR UNIQUE, CONSTRAINT pair UNIQUE (v, s));
CREATE TABLE other (id INTEGER PRIMARY KEY, v INTEGER);
CREATE INDEX i ON t (nothing);
! 42703 nothing
CREATE INDEX i ON t (tags);
! 42P16 tags
CREATE INDEX i ON t (e);
! 42P16
CREATE INDEX i ON t (_valid_from);
! 42P16 period column
CREATE INDEX i ON t (v, V);
! 42P16 twice
CREATE INDEX i ON missing (v);
! 42P01 missing
CREATE INDEX i ON HISTORY.t (v);
! 42809
CREATE INDEX _i ON t (v);
! 42P16 the database's own
CREATE INDEX i ON t USING HNSW (v);
! HYC00 USING HNSW
CREATE INDEX i ON t (v) WITH (fillfactor = 70);
! HYC00 WITH
CREATE INDEX i ON t USING btree (v);
= 0
CREATE INDEX I ON other (v);
! 42P07 I
CREATE INDEX IF NOT EXISTS i ON other (v);
= 0
CREATE INDEX ON t (v);
= 0
CREATE INDEX ON t (v);
= 0
SELECT INDEX_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_NAME = 't' AND IS_UNIQUE = 'NO' ORDER BY 1;
> INDEX_NAME
> i
> t_v_idx
> t_v_idx1
DROP INDEX pair;
! 2BP01 ALTER TABLE t DROP CONSTRAINT pair
DROP INDEX IF EXISTS t_s_key;
! 2BP01
DROP INDEX nothing;
! 42704 nothing
DROP INDEX IF EXISTS nothing;
= 0
DROP INDEX i CASCADE;
! HYC00 CASCADE
DROP INDEX PUBLIC.i, t_v_idx, t_v_idx1;
= 0
SELECT COUNT(*) AS n FROM INFORMATION_SCHEMA.INDEXES WHERE IS_UNIQUE = 'NO';
> n
> 0

== columns renamed and dropped under an index
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER);
CREATE INDEX by_a ON t (a);
CREATE INDEX by_ab ON t (a, b);
CREATE INDEX by_b ON t (b);
INSERT INTO t VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1);
ALTER TABLE t RENAME COLUMN a TO c;
EXPLAIN SELECT id FROM t WHERE c = 1;
> *
> Project(columns=[id])
>   Filter(condition=[=(c, 1)])
>     IndexLookup(table=[PUBLIC.t], columns=[id, c], valid=[NOW], system=[NOW], index=[by_a(c = 1), by_ab(c = 1)])
ALTER TABLE t DROP COLUMN b;
SELECT INDEX_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE IS_UNIQUE = 'NO';
> INDEX_NAME | COLUMN_NAME
> by_a | c
INSERT INTO t VALUES (4, 1);
SELECT id FROM t WHERE c = 1 ORDER BY id;
> id
> 1
> 2
> 4

== patterns begin where an index leads to, and constraints lead to rows as well
CREATE NODE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR, email VARCHAR UNIQUE);
CREATE EDGE TABLE knows (FROM person, TO person, since INTEGER) WITH (ENDPOINT_POLICY = 'IGNORE');
CREATE INDEX by_name ON person (name);
CREATE INDEX by_since ON knows (since);
INSERT INTO person VALUES (1, 'Ann', 'a'), (2, 'Bob', 'b'), (3, 'Cat', 'c'), (4, 'Bob', 'd');
INSERT INTO knows (source, target, since) VALUES (1, 2, 2000), (1, 3, 2001), (3, 4, 2000);
MATCH (a:person)-[:knows]->(b:person WHERE b.name = 'Bob') RETURN a.id AS a, b.id AS b ORDER BY 1;
> a | b
> 1 | 2
> 3 | 4
EXPLAIN MATCH (a:person)-[:knows]->(b:person) WHERE b.email = 'b' RETURN a.id;
> *
> Project(columns=[id])
>   Fetch(at=[$source], table=[PUBLIC.person], columns=[id], valid=[NOW], system=[NOW])
>     Expand(at=[$entity], table=[PUBLIC.knows], columns=[$source], valid=[NOW], system=[NOW], direction=[INCOMING])
>       Filter(condition=[=(email, 'b')])
>         IndexLookup(table=[PUBLIC.person], columns=[email, $entity], valid=[NOW], system=[NOW], index=[person_email_key(email = 'b')])
SELECT target FROM knows WHERE since = 2000 ORDER BY target;
> target
> 2
> 4
DELETE FROM person WHERE name = 'Bob' AND email = 'd';
= 1
SELECT target FROM knows WHERE since = 2000;
> target
> 2
SELECT target FROM knows FOR ALL VALID_TIME WHERE since = 2000 ORDER BY target;
> target
> 2
> 4

== a query in a query asks the index for each row
CREATE TABLE a (id INTEGER PRIMARY KEY, k INTEGER);
CREATE TABLE b (id INTEGER PRIMARY KEY, k INTEGER, v INTEGER);
CREATE INDEX by_k ON b (k, v);
INSERT INTO a VALUES (1, 10), (2, 20), (3, 30), (4, NULL);
INSERT INTO b VALUES (1, 10, 5), (2, 10, 7), (3, 20, 6), (4, NULL, 1);
SELECT a.id, x.v FROM a, LATERAL (SELECT v FROM b WHERE b.k = a.k ORDER BY v DESC LIMIT 1) AS x ORDER BY a.id;
> id | v
> 1 | 7
> 2 | 6
SELECT a.id FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.k = 10 AND b.v > a.id + 5) ORDER BY a.id;
> id
> 1
MERGE INTO b USING (VALUES (10, 9), (40, 1)) AS s (k, v) ON b.k = s.k AND b.k = 10 WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (id, k, v) VALUES (s.k, s.k, s.v);
= 3
SELECT id, k, v FROM b WHERE k >= 10 ORDER BY id;
> id | k | v
> 1 | 10 | 9
> 2 | 10 | 9
> 3 | 20 | 6
> 40 | 40 | 1
