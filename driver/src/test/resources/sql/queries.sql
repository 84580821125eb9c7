== joins, groups, sets, windows
CREATE TABLE person (id INTEGER PRIMARY KEY, name VARCHAR NOT NULL, city VARCHAR, boss INTEGER);
CREATE TABLE city (name VARCHAR PRIMARY KEY, people INTEGER);
INSERT INTO person VALUES (1, 'Ann', 'Oslo', NULL), (2, 'Bob', 'Bergen', 1), (3, 'Cat', 'Oslo', 1), (4, 'Dan', NULL, 2);
INSERT INTO city VALUES ('Oslo', 700), ('Bergen', 300), ('Hamar', 30);
SELECT p.name, c.people FROM person p JOIN city c ON c.name = p.city ORDER BY p.name;
> name | people
> Ann | 700
> Bob | 300
> Cat | 700
SELECT p.name, c.name AS city FROM person p FULL JOIN city c ON c.name = p.city ORDER BY p.name, c.name;
> name | city
> Ann | Oslo
> Bob | Bergen
> Cat | Oslo
> Dan | NULL
> NULL | Hamar
SELECT p.name, b.name AS boss FROM person p LEFT JOIN person b ON b.id = p.boss WHERE p.id > 1 ORDER BY 1;
> name | boss
> Bob | Ann
> Cat | Ann
> Dan | Bob
SELECT name FROM person NATURAL JOIN (SELECT id, name FROM person WHERE id > 2) AS late ORDER BY name;
> name
> Cat
> Dan
SELECT p.name FROM person p JOIN city c USING (name);
> name
SELECT city, COUNT(*) AS n, MIN(name) AS first, AVG(id) AS mean FROM person GROUP BY city HAVING COUNT(*) > 0 ORDER BY city NULLS FIRST;
> city | n | first | mean
> NULL | 1 | Dan | 4.000000
> Bergen | 1 | Bob | 2.000000
> Oslo | 2 | Ann | 2.000000
SELECT COUNT(*), COUNT(city), COUNT(DISTINCT city), SUM(id) FROM person;
> COUNT(*) | COUNT(city) | COUNT(DISTINCT city) | SUM(id)
> 4 | 3 | 2 | 10
SELECT SUM(id) AS s, MAX(name) AS m FROM person WHERE id > 100;
> s | m
> NULL | NULL
SELECT name FROM person WHERE city = (SELECT name FROM city ORDER BY people DESC LIMIT 1) ORDER BY name;
> name
> Ann
> Cat
SELECT name FROM person p WHERE NOT EXISTS (SELECT 1 FROM person q WHERE q.boss = p.id) ORDER BY name;
> name
> Cat
> Dan
SELECT name FROM city WHERE name NOT IN (SELECT city FROM person WHERE city IS NOT NULL);
> name
> Hamar
SELECT name FROM city WHERE name NOT IN (SELECT city FROM person);
> name
SELECT name, (SELECT COUNT(*) FROM person p WHERE p.city = c.name) AS n FROM city c ORDER BY name;
> name | n
> Bergen | 1
> Hamar | 0
> Oslo | 2
WITH busy AS (SELECT city, COUNT(*) AS n FROM person GROUP BY city) SELECT city FROM busy WHERE n = (SELECT MAX(n) FROM busy);
> city
> Oslo
WITH RECURSIVE chain(id, depth) AS (
  SELECT id, 0 FROM person WHERE boss IS NULL
  UNION ALL SELECT p.id, c.depth + 1 FROM person p JOIN chain c ON p.boss = c.id)
SELECT id, depth FROM chain ORDER BY id;
> id | depth
> 1 | 0
> 2 | 1
> 3 | 1
> 4 | 2
SELECT city FROM person UNION SELECT name FROM city ORDER BY 1;
> city
> Bergen
> Hamar
> Oslo
> NULL
SELECT city FROM person INTERSECT SELECT name FROM city ORDER BY 1;
> city
> Bergen
> Oslo
SELECT name FROM city EXCEPT SELECT city FROM person;
> name
> Hamar
SELECT city FROM person UNION ALL SELECT city FROM person WHERE id = 1 ORDER BY 1 NULLS FIRST LIMIT 2;
> city
> NULL
> Bergen
SELECT name, ROW_NUMBER() OVER (PARTITION BY city ORDER BY name) AS n, SUM(id) OVER (ORDER BY id) AS running FROM person ORDER BY id;
> name | n | running
> Ann | 1 | 1
> Bob | 1 | 3
> Cat | 2 | 6
> Dan | 1 | 10
SELECT DISTINCT city FROM person ORDER BY city DESC;
> city
> NULL
> Oslo
> Bergen
SELECT name FROM person ORDER BY LENGTH(name), id DESC OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY;
> name
> Cat
> Bob
SELECT CASE WHEN city IS NULL THEN 'nowhere' ELSE city END AS place FROM person WHERE id IN (1, 4) ORDER BY id;
> place
> Oslo
> nowhere
SELECT COALESCE(city, '?') AS c, NULLIF(id, 1) AS n FROM person WHERE id BETWEEN 1 AND 1;
> c | n
> Oslo | NULL
SELECT x.n FROM (VALUES (3), (1), (2)) AS x(n) WHERE x.n <> 2 ORDER BY n;
> n
> 1
> 3
SELECT c.name, k.name AS p FROM city c, LATERAL (SELECT name FROM person p WHERE p.city = c.name ORDER BY id LIMIT 1) AS k ORDER BY 1;
> name | p
> Bergen | Bob
> Oslo | Ann
SELECT city, GROUPING(city) AS g, COUNT(*) AS n FROM person WHERE city IS NOT NULL GROUP BY ROLLUP (city) ORDER BY g, city;
> city | g | n
> Bergen | 0 | 1
> Oslo | 0 | 2
> NULL | 1 | 3
SELECT UPPER(name) || '-' || id AS label FROM person WHERE name LIKE '_a%';
> label
> CAT-3
> DAN-4

== a join of one table at two times
CREATE TABLE price (item VARCHAR PRIMARY KEY, euro INTEGER);
INSERT INTO price (item, euro, _valid_from) VALUES ('bread', 3, DATE '2020-01-01');
UPDATE price FOR PORTION OF VALID_TIME FROM DATE '2022-01-01' SET euro = 4;
SELECT now.item, old.euro AS old, now.euro AS new
FROM price AS now JOIN price FOR VALID_TIME AS OF DATE '2021-01-01' AS old ON old.item = now.item;
> item | old | new
> bread | 3 | 4
SELECT d.day, p.euro FROM (VALUES (DATE '2021-06-01'), (DATE '2023-06-01')) AS d(day),
  LATERAL (SELECT euro FROM price FOR VALID_TIME AS OF d.day) AS p ORDER BY d.day;
> day | euro
> 2021-06-01 | 3
> 2023-06-01 | 4
SETTING DEFAULT VALID_TIME AS OF DATE '2021-01-01' SELECT euro FROM price;
> euro
> 3
SETTING DEFAULT VALID_TIME AS OF DATE '2021-01-01' SELECT euro FROM price FOR VALID_TIME AS OF DATE '2023-01-01';
> euro
> 4

== names keep their case and match without regard to it
CREATE TABLE Mixed ("Key" INTEGER PRIMARY KEY, "two words" VARCHAR);
INSERT INTO mixed VALUES (1, 'x');
SELECT * FROM MIXED WHERE key = 1;
> Key | two words
> 1 | x
SELECT m."TWO WORDS" AS t FROM "mixed" AS m;
> t
> x
SELECT table_name, graph_role FROM information_schema.tables WHERE table_schema = 'PUBLIC';
> table_name | graph_role
> Mixed | NODE
SELECT column_name, data_type, is_primary_key FROM information_schema.columns WHERE table_schema = 'PUBLIC' ORDER BY ordinal_position;
> column_name | data_type | is_primary_key
> Key | INTEGER | YES
> two words | VARCHAR | NO
SELECT schema_name FROM information_schema.schemata;
> schema_name
> PUBLIC
> HISTORY
> INFORMATION_SCHEMA

== a query without FROM has one row, which its WHERE may refuse
CREATE TABLE t (id INTEGER PRIMARY KEY);
SELECT 1 AS a WHERE 1 = 1;
> a
> 1
SELECT 1 AS a WHERE 1 = 2;
> a
SELECT COUNT(*) AS n WHERE 1 = 2;
> n
> 0
SELECT 'empty' AS state WHERE NOT EXISTS (SELECT 1 FROM t);
> state
> empty
SELECT COUNT(*) AS n HAVING COUNT(*) > 1;
> n
SELECT 1 AS a WHERE CAST(NULL AS BOOLEAN) UNION ALL SELECT 2 WHERE TRUE;
> a
> 2
== parts of a CASE have the types of their places
CREATE TABLE c (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO c VALUES (1, 1), (2, NULL);
SELECT id, CASE WHEN v IS NULL THEN 0 ELSE CASE WHEN v = 1 THEN v * 2 ELSE 3 END END AS x FROM c ORDER BY id;
> id | x
> 1 | 2
> 2 | 0

== a key that nobody declared
CREATE TABLE one (x INTEGER);
CREATE TABLE other (x INTEGER);
INSERT INTO one VALUES (10), (20), (20);
INSERT INTO other SELECT * FROM one WHERE x > 10;
SELECT * FROM other;
> x
> 20
> 20
SELECT 20 IN (SELECT * FROM one) AS here, 30 IN (SELECT * FROM one) AS there;
> here | there
> true | false
SELECT o.*, o._id FROM one o ORDER BY _id;
> x | _id
> 10 | 1
> 20 | 2
> 20 | 3
SELECT * FROM one WHERE _id = 2;
> x
> 20
SELECT count(*) AS n FROM one NATURAL JOIN other;
> n
> 4
SELECT _id, x FROM HISTORY.one ORDER BY _id;
> _id | x
> 1 | 10
> 2 | 20
> 3 | 20
UPDATE one SET x = 25 WHERE _id = 3;
= 1
DELETE FROM one WHERE _id = 1 RETURNING *;
> x
> 10
SELECT column_name FROM INFORMATION_SCHEMA.COLUMNS WHERE table_name = 'one' AND table_schema = 'PUBLIC';
> column_name
> x

== whether a value is among rows with a null, asked for its truth
CREATE TABLE v (id INTEGER PRIMARY KEY, b INTEGER);
INSERT INTO v VALUES (3, 4), (5, 1), (8, NULL);
CREATE TABLE u (id INTEGER PRIMARY KEY, x INTEGER);
INSERT INTO u VALUES (1, 4), (2, 5), (3, NULL);
SELECT id FROM u WHERE (5 NOT IN (SELECT b FROM v)) IS FALSE;
> id
SELECT id FROM u WHERE (5 IN (SELECT b FROM v)) IS TRUE;
> id
SELECT count(*) AS n FROM u WHERE (5 IN (SELECT b FROM v)) IS UNKNOWN;
> n
> 3
SELECT count(*) AS n FROM u WHERE (4 NOT IN (SELECT b FROM v)) IS FALSE;
> n
> 3
SELECT 5 NOT IN (SELECT b FROM v) AS p, (5 NOT IN (SELECT b FROM v)) IS FALSE AS q, (5 IN (SELECT b FROM v)) IS NOT TRUE AS r,
  (4 IN (SELECT b FROM v)) IS TRUE AS s, (5 IN (SELECT b FROM v WHERE id < 8)) IS FALSE AS t;
> p | q | r | s | t
> NULL | false | true | true | true
SELECT id, (x IN (SELECT b FROM v)) IS TRUE AS p, (x NOT IN (SELECT b FROM v)) IS FALSE AS q, (x IN (SELECT b FROM v)) IS UNKNOWN AS r
FROM u ORDER BY id;
> id | p | q | r
> 1 | true | true | false
> 2 | false | false | true
> 3 | false | false | true
SELECT id FROM u WHERE 4 IN (SELECT b FROM v WHERE v.id > u.id) ORDER BY id;
> id
> 1
> 2

== whether a value is among rows without nulls
CREATE TABLE v (id INTEGER PRIMARY KEY);
SELECT 1 IN (SELECT id FROM v) AS p, 1 NOT IN (SELECT id FROM v) AS q, 1 > ANY (SELECT id FROM v) AS r, 1 > ALL (SELECT id FROM v) AS s;
> p | q | r | s
> false | true | false | true
INSERT INTO v VALUES (1), (2);
SELECT 1 IN (SELECT id FROM v) AS p, (1 NOT IN (SELECT id FROM v)) IS TRUE AS q, 1 < ANY (SELECT id FROM v) AS r,
  (1 > ALL (SELECT id FROM v)) IS NOT TRUE AS s, (id, id) IN (SELECT id, id FROM v) AS t FROM v WHERE id = 1;
> p | q | r | s | t
> true | false | true | true | true
