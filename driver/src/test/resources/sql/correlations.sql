== correlated subqueries and LATERAL, the rows as PostgreSQL gives them
CREATE TABLE t (id INT PRIMARY KEY, g INT, s INT, v VARCHAR(10));
CREATE TABLE x (n INT PRIMARY KEY, a INT, w VARCHAR(10));
CREATE TABLE u (k INT PRIMARY KEY, g INT, z INT);
INSERT INTO t VALUES (1,1,10,'a'),(2,1,20,'b'),(3,2,5,NULL),(4,2,NULL,'d'),(5,NULL,7,'e'),(6,NULL,8,NULL),(7,3,NULL,NULL),(8,7,1,'q'),(9,7,1,'q');
INSERT INTO x VALUES (1,10,'a'),(2,5,'b'),(3,NULL,'c'),(4,NULL,NULL),(9,1,'z');
INSERT INTO u VALUES (1,1,100),(2,1,200),(3,2,300),(4,NULL,400),(5,9,500);
SELECT x.n, k.m FROM x, LATERAL (SELECT MAX(s) AS m FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 20
> 2 | 5
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, k.m FROM x LEFT JOIN LATERAL (SELECT MAX(s) AS m FROM t WHERE t.g = x.n) AS k ON TRUE ORDER BY 1, 2;
> *
> 1 | 20
> 2 | 5
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) AS c FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) + 1 AS c, 5 AS five FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 3
> 2 | 3
> 3 | 2
> 4 | 1
> 9 | 1
SELECT x.n, k.c FROM x, LATERAL (SELECT COALESCE(MAX(v), 'none') AS c FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | b
> 2 | d
> 3 | none
> 4 | none
> 9 | none
SELECT x.n, k.c FROM x, LATERAL (SELECT CASE WHEN COUNT(*) = 0 THEN 'empty' ELSE MAX(v) END AS c FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | b
> 2 | d
> 3 | NULL
> 4 | empty
> 9 | empty
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) AS c FROM t WHERE t.g = x.n HAVING COUNT(*) < 2) AS k ORDER BY 1, 2;
> *
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, k.c FROM x LEFT JOIN LATERAL (SELECT COUNT(*) AS c FROM t WHERE t.g = x.n HAVING COUNT(*) < 2) AS k ON TRUE ORDER BY 1, 2;
> *
> 1 | NULL
> 2 | NULL
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, k.c FROM x, LATERAL (SELECT SUM(s + x.a) AS c FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 50
> 2 | 10
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) AS c FROM t WHERE t.g > x.n) AS k ORDER BY 1, 2;
> *
> 1 | 5
> 2 | 3
> 3 | 2
> 4 | 2
> 9 | 0
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) AS c FROM t WHERE t.g = x.n AND t.s > x.a) AS k ORDER BY 1, 2;
> *
> 1 | 1
> 2 | 0
> 3 | 0
> 4 | 0
> 9 | 0
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) AS c FROM t WHERE x.a > 4) AS k ORDER BY 1, 2;
> *
> 1 | 9
> 2 | 9
> 3 | 0
> 4 | 0
> 9 | 0
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) AS c FROM t WHERE x.a > 4 AND t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 0
> 4 | 0
> 9 | 0
SELECT x.n, k.id FROM x, LATERAL (SELECT id FROM t WHERE t.g = x.n ORDER BY id DESC LIMIT 1) AS k ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 4
> 3 | 7
SELECT x.n, k.id FROM x, LATERAL (SELECT id FROM t WHERE t.g = x.n ORDER BY s NULLS FIRST, id LIMIT 1 OFFSET 1) AS k ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 3
SELECT x.n, k.id FROM x LEFT JOIN LATERAL (SELECT id FROM t WHERE t.g = x.n ORDER BY s DESC, id LIMIT 1) AS k ON TRUE ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 4
> 3 | 7
> 4 | NULL
> 9 | NULL
SELECT x.n, k.id FROM x LEFT JOIN LATERAL (SELECT id FROM t WHERE t.g > x.n ORDER BY s DESC, id LIMIT 1) AS k ON TRUE ORDER BY 1, 2;
> *
> 1 | 4
> 2 | 7
> 3 | 8
> 4 | 8
> 9 | NULL
SELECT x.n, k.c FROM x, LATERAL (SELECT COUNT(*) AS c FROM (SELECT id FROM t WHERE t.g = x.n ORDER BY id LIMIT 1) q) AS k ORDER BY 1, 2;
> *
> 1 | 1
> 2 | 1
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, k.id, k.r FROM x, LATERAL (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS r FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2, 3;
> *
> 1 | 1 | 1
> 1 | 2 | 2
> 2 | 3 | 1
> 2 | 4 | 2
> 3 | 7 | 1
SELECT x.n, k.id, k.r FROM x, LATERAL (SELECT id, SUM(s) OVER () AS r FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2, 3;
> *
> 1 | 1 | 30
> 1 | 2 | 30
> 2 | 3 | 5
> 2 | 4 | 5
> 3 | 7 | NULL
SELECT x.n, k.id, k.r FROM x LEFT JOIN LATERAL (SELECT id, COUNT(*) OVER () AS r FROM t WHERE t.g = x.n) AS k ON k.r > 1 ORDER BY 1, 2, 3;
> *
> 1 | 1 | 2
> 1 | 2 | 2
> 2 | 3 | 2
> 2 | 4 | 2
> 3 | NULL | NULL
> 4 | NULL | NULL
> 9 | NULL | NULL
SELECT x.n, k.c FROM x, LATERAL (SELECT id AS c FROM t WHERE t.g = x.n UNION ALL SELECT k FROM u WHERE u.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 1
> 1 | 1
> 1 | 2
> 1 | 2
> 2 | 3
> 2 | 3
> 2 | 4
> 3 | 7
> 9 | 5
SELECT x.n, k.c FROM x, LATERAL (SELECT g AS c FROM t WHERE t.g = x.n UNION SELECT g FROM u WHERE u.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 1
> 2 | 2
> 3 | 3
> 9 | 9
SELECT x.n, k.c FROM x, LATERAL (SELECT g AS c FROM t WHERE t.g = x.n EXCEPT SELECT g FROM u WHERE u.g = x.n) AS k ORDER BY 1, 2;
> *
> 3 | 3
SELECT x.n, k.c FROM x, LATERAL (VALUES (x.n + 1), (x.a)) AS k(c) ORDER BY 1, 2;
> *
> 1 | 2
> 1 | 10
> 2 | 3
> 2 | 5
> 3 | 4
> 3 | NULL
> 4 | 5
> 4 | NULL
> 9 | 1
> 9 | 10
SELECT x.n, k.c FROM x, LATERAL (SELECT DISTINCT v AS c FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | a
> 1 | b
> 2 | d
> 2 | NULL
> 3 | NULL
SELECT x.n, k.c FROM x, LATERAL (SELECT v AS c, COUNT(*) AS d FROM t WHERE t.g = x.n GROUP BY v) AS k ORDER BY 1, 2;
> *
> 1 | a
> 1 | b
> 2 | d
> 2 | NULL
> 3 | NULL
SELECT x.n, k.c, k.d FROM x, LATERAL (SELECT v AS c, COUNT(*) AS d FROM t WHERE t.g = x.n GROUP BY ROLLUP (v)) AS k ORDER BY 1, 2, 3;
> *
> 1 | a | 1
> 1 | b | 1
> 1 | NULL | 2
> 2 | d | 1
> 2 | NULL | 1
> 2 | NULL | 2
> 3 | NULL | 1
> 3 | NULL | 1
> 4 | NULL | 0
> 9 | NULL | 0
SELECT x.n, k.c, k.d FROM x, LATERAL (SELECT v AS c, COUNT(*) AS d FROM t WHERE t.g = x.n GROUP BY GROUPING SETS ((v), ())) AS k ORDER BY 1, 2, 3;
> *
> 1 | a | 1
> 1 | b | 1
> 1 | NULL | 2
> 2 | d | 1
> 2 | NULL | 1
> 2 | NULL | 2
> 3 | NULL | 1
> 3 | NULL | 1
> 4 | NULL | 0
> 9 | NULL | 0
SELECT x.n, k.c FROM x, LATERAL (SELECT 1 AS c FROM t WHERE t.g = x.n GROUP BY ()) AS k ORDER BY 1, 2;
> *
> 1 | 1
> 2 | 1
> 3 | 1
> 4 | 1
> 9 | 1
SELECT x.n, (SELECT v FROM t WHERE t.id = x.n) AS q FROM x ORDER BY 1, 2;
> *
> 1 | a
> 2 | b
> 3 | NULL
> 4 | d
> 9 | q
SELECT x.n, (SELECT v FROM t WHERE t.g = x.n) AS q FROM x;
! 21000
SELECT x.n, (SELECT v FROM t WHERE t.g = x.n) AS q FROM x WHERE x.n > 2 ORDER BY 1, 2;
> *
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, (SELECT s FROM t WHERE t.g = x.n AND t.s IS NULL) AS q FROM x ORDER BY 1, 2;
> *
> 1 | NULL
> 2 | NULL
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, (SELECT MAX(s) FROM t WHERE t.g = x.n) AS q FROM x WHERE (SELECT COUNT(*) FROM t WHERE t.g = x.n) = 0 ORDER BY 1, 2;
> *
> 4 | NULL
> 9 | NULL
SELECT x.n FROM x WHERE (SELECT COUNT(*) FROM t WHERE t.g = x.n) = 0 ORDER BY 1;
> *
> 4
> 9
SELECT x.n FROM x WHERE (SELECT COALESCE(SUM(s), 0) FROM t WHERE t.g = x.n) < 10 ORDER BY 1;
> *
> 2
> 3
> 4
> 9
SELECT x.n FROM x WHERE (SELECT SUM(s) FROM t WHERE t.g = x.n) IS NULL ORDER BY 1;
> *
> 3
> 4
> 9
SELECT x.n FROM x WHERE EXISTS (SELECT MAX(s) FROM t WHERE t.g = x.n) ORDER BY 1;
> *
> 1
> 2
> 3
> 4
> 9
SELECT x.n FROM x WHERE EXISTS (SELECT COUNT(*) FROM t WHERE t.g = x.n HAVING COUNT(*) = 0) ORDER BY 1;
> *
> 4
> 9
SELECT x.n FROM x WHERE NOT EXISTS (SELECT COUNT(*) FROM t WHERE t.g = x.n HAVING COUNT(*) > 0) ORDER BY 1;
> *
> 4
> 9
SELECT x.n FROM x WHERE EXISTS (SELECT 1 FROM t WHERE t.g = x.n) ORDER BY 1;
> *
> 1
> 2
> 3
SELECT x.n FROM x WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.g = x.n) ORDER BY 1;
> *
> 4
> 9
SELECT x.n FROM x WHERE EXISTS (SELECT 1 FROM t WHERE t.g = x.n AND t.s > x.a) ORDER BY 1;
> *
> 1
SELECT x.n FROM x WHERE NOT EXISTS (SELECT 1 FROM t WHERE t.g = x.n AND t.s >= x.a) ORDER BY 1;
> *
> 3
> 4
> 9
SELECT x.n, EXISTS (SELECT 1 FROM t WHERE t.g = x.n AND t.s >= x.a) AS e FROM x ORDER BY 1, 2;
> *
> 1 | true
> 2 | true
> 3 | false
> 4 | false
> 9 | false
SELECT x.n, EXISTS (SELECT 1 FROM t WHERE t.s > x.a) AS e, NOT EXISTS (SELECT 1 FROM t WHERE t.s < x.a) AS f FROM x ORDER BY 1, 2, 3;
> *
> 1 | true | false
> 2 | true | false
> 3 | false | true
> 4 | false | true
> 9 | true | true
SELECT x.n FROM x WHERE EXISTS (SELECT 1 FROM t WHERE t.g = x.n ORDER BY s LIMIT 1 OFFSET 1) ORDER BY 1;
> *
> 1
> 2
SELECT x.n FROM x WHERE EXISTS (SELECT 1 FROM t WHERE t.g = x.n) OR x.a = 1 ORDER BY 1;
> *
> 1
> 2
> 3
> 9
SELECT x.n FROM x WHERE x.a IN (SELECT s FROM t WHERE t.g = x.n) ORDER BY 1;
> *
> 1
> 2
SELECT x.n FROM x WHERE x.a NOT IN (SELECT s FROM t WHERE t.g = x.n) ORDER BY 1;
> *
> 4
> 9
SELECT x.n, x.a IN (SELECT s FROM t WHERE t.g = x.n) AS i, x.a NOT IN (SELECT s FROM t WHERE t.g = x.n) AS ni FROM x ORDER BY 1, 2, 3;
> *
> 1 | true | false
> 2 | true | false
> 3 | NULL | NULL
> 4 | false | true
> 9 | false | true
SELECT x.n, x.a IN (SELECT s FROM t) AS i, x.a NOT IN (SELECT s FROM t) AS ni FROM x ORDER BY 1, 2, 3;
> *
> 1 | true | false
> 2 | true | false
> 3 | NULL | NULL
> 4 | NULL | NULL
> 9 | true | false
SELECT x.n, x.a IN (SELECT s FROM t WHERE s IS NOT NULL) AS i, x.a NOT IN (SELECT s FROM t WHERE s IS NOT NULL) AS ni FROM x ORDER BY 1, 2, 3;
> *
> 1 | true | false
> 2 | true | false
> 3 | NULL | NULL
> 4 | NULL | NULL
> 9 | true | false
SELECT x.n, x.a IN (SELECT s FROM t WHERE FALSE) AS i, x.a NOT IN (SELECT s FROM t WHERE FALSE) AS ni FROM x ORDER BY 1, 2, 3;
> *
> 1 | false | true
> 2 | false | true
> 3 | false | true
> 4 | false | true
> 9 | false | true
SELECT x.n, (x.n, x.a) IN (SELECT g, s FROM t) AS i FROM x ORDER BY 1, 2;
> *
> 1 | true
> 2 | true
> 3 | NULL
> 4 | NULL
> 9 | false
SELECT x.n, (x.n, x.a) NOT IN (SELECT g, s FROM t) AS i FROM x ORDER BY 1, 2;
> *
> 1 | false
> 2 | false
> 3 | NULL
> 4 | NULL
> 9 | true
SELECT x.n FROM x WHERE (x.n, x.a) NOT IN (SELECT g, s FROM t) ORDER BY 1;
> *
> 9
SELECT x.n FROM x WHERE (x.n, x.a) NOT IN (SELECT g, s FROM t WHERE g = x.n) ORDER BY 1;
> *
> 4
> 9
SELECT COUNT(*) FROM x WHERE ((x.n, x.a) IN (SELECT g, s FROM t)) IS NULL ORDER BY 1;
> *
> 2
SELECT (1, 2) IN (SELECT * FROM (VALUES (1,NULL),(NULL,2),(1,2)) AS z(a,b)) AS q FROM (VALUES (1)) AS y(o) ORDER BY 1;
> *
> true
SELECT y.o, (y.o, y.p) IN (SELECT * FROM (VALUES (1,NULL),(NULL,2),(1,2)) AS z(a,b)) AS q FROM (VALUES (1,2),(1,3),(4,2),(4,5)) AS y(o,p) ORDER BY 1, 2;
> *
> 1 | true
> 1 | NULL
> 4 | false
> 4 | NULL
SELECT x.n, x.a > ALL (SELECT s FROM t WHERE t.g = x.n) AS q, x.a > ANY (SELECT s FROM t WHERE t.g = x.n) AS r FROM x ORDER BY 1, 2, 3;
> *
> 1 | false | false
> 2 | false | NULL
> 3 | NULL | NULL
> 4 | true | false
> 9 | true | false
SELECT x.n, x.a <> ALL (SELECT s FROM t WHERE t.g = x.n) AS q, x.a <> ANY (SELECT s FROM t WHERE t.g = x.n) AS r FROM x ORDER BY 1, 2, 3;
> *
> 1 | false | true
> 2 | false | NULL
> 3 | NULL | NULL
> 4 | true | false
> 9 | true | false
SELECT x.n, x.a = ALL (SELECT s FROM t WHERE t.g = x.n) AS q, x.a = ANY (SELECT s FROM t WHERE t.g = x.n) AS r FROM x ORDER BY 1, 2, 3;
> *
> 1 | false | true
> 2 | NULL | true
> 3 | NULL | NULL
> 4 | true | false
> 9 | true | false
SELECT x.n, x.a <= ALL (SELECT s FROM t) AS q, x.a >= ANY (SELECT s FROM t) AS r FROM x ORDER BY 1, 2, 3;
> *
> 1 | false | true
> 2 | false | true
> 3 | NULL | NULL
> 4 | NULL | NULL
> 9 | NULL | true
SELECT x.n, x.a <> ALL (SELECT s FROM t) AS q, x.a <> ANY (SELECT s FROM t) AS r, x.a = ALL (SELECT s FROM t WHERE id > 7) AS p FROM x ORDER BY 1, 2, 3, 4;
> *
> 1 | false | true | false
> 2 | false | true | false
> 3 | NULL | NULL | NULL
> 4 | NULL | NULL | NULL
> 9 | false | true | true
SELECT x.n FROM x WHERE x.a >= ALL (SELECT s FROM t WHERE t.g = x.n) ORDER BY 1;
> *
> 4
> 9
SELECT x.n FROM x WHERE NOT (x.a >= ALL (SELECT s FROM t WHERE t.g = x.n)) ORDER BY 1;
> *
> 1
SELECT x.n, 5 IN (SELECT s FROM t WHERE t.g = x.n) AS q, 5 NOT IN (SELECT s FROM t WHERE t.g = x.n) AS r FROM x ORDER BY 1, 2, 3;
> *
> 1 | false | true
> 2 | true | false
> 3 | NULL | NULL
> 4 | false | true
> 9 | false | true
SELECT x.n, NULL IN (SELECT s FROM t WHERE t.g = x.n) AS q FROM x ORDER BY 1, 2;
> *
> 1 | NULL
> 2 | NULL
> 3 | NULL
> 4 | false
> 9 | false
SELECT x.n, (SELECT COUNT(*) FROM t WHERE t.g = x.n AND EXISTS (SELECT 1 FROM u WHERE u.g = t.g AND u.z > x.n * 100)) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 0
> 4 | 0
> 9 | 0
SELECT x.n, (SELECT COUNT(*) FROM t WHERE t.g = x.n AND t.s = (SELECT MAX(s) FROM t t2 WHERE t2.g = t.g)) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 1
> 2 | 1
> 3 | 0
> 4 | 0
> 9 | 0
SELECT x.n, (SELECT COUNT(*) FROM t WHERE t.s > (SELECT AVG(z) / 100 FROM u WHERE u.g = x.n)) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 5
> 2 | 5
> 3 | 0
> 4 | 0
> 9 | 4
SELECT x.n, k.c, l.d FROM x, LATERAL (SELECT COUNT(*) AS c FROM t WHERE t.g = x.n) AS k, LATERAL (SELECT COUNT(*) AS d FROM u WHERE u.g = k.c) AS l ORDER BY 1, 2, 3;
> *
> 1 | 2 | 1
> 2 | 2 | 1
> 3 | 1 | 2
> 4 | 0 | 0
> 9 | 0 | 0
SELECT x.n, k.c, k.d FROM x, LATERAL (SELECT t.id AS c, l.d FROM t, LATERAL (SELECT COUNT(*) AS d FROM u WHERE u.g = t.g AND u.z > x.n * 100) AS l WHERE t.g = x.n) AS k ORDER BY 1, 2, 3;
> *
> 1 | 1 | 1
> 1 | 2 | 1
> 2 | 3 | 1
> 2 | 4 | 1
> 3 | 7 | 0
SELECT x.n, k.c, k.d FROM x LEFT JOIN LATERAL (SELECT t.id AS c, u.k AS d FROM t LEFT JOIN u ON u.g = t.g AND u.z > x.n * 100 WHERE t.g = x.n) AS k ON TRUE ORDER BY 1, 2, 3;
> *
> 1 | 1 | 2
> 1 | 2 | 2
> 2 | 3 | 3
> 2 | 4 | 3
> 3 | 7 | NULL
> 4 | NULL | NULL
> 9 | NULL | NULL
SELECT x.n, k.c, k.d FROM x LEFT JOIN LATERAL (SELECT t.id AS c, u.k AS d FROM t JOIN u ON u.g = t.g AND u.z > x.n * 100 WHERE t.g = x.n) AS k ON TRUE ORDER BY 1, 2, 3;
> *
> 1 | 1 | 2
> 1 | 2 | 2
> 2 | 3 | 3
> 2 | 4 | 3
> 3 | NULL | NULL
> 4 | NULL | NULL
> 9 | NULL | NULL
SELECT x.n, k.c, k.d FROM x JOIN LATERAL (SELECT t.id AS c, u.k AS d FROM t FULL JOIN u ON u.g = t.g WHERE t.g = x.n) AS k ON k.c > 1 ORDER BY 1, 2, 3;
> *
> 1 | 2 | 1
> 1 | 2 | 2
> 2 | 3 | 3
> 2 | 4 | 3
> 3 | 7 | NULL
SELECT x.n, k.c, k.d FROM x JOIN LATERAL (SELECT t.id AS c, u.k AS d FROM t RIGHT JOIN u ON u.g = t.g AND t.g = x.n) AS k ON TRUE ORDER BY 1, 2, 3;
> *
> 1 | 1 | 1
> 1 | 1 | 2
> 1 | 2 | 1
> 1 | 2 | 2
> 1 | NULL | 3
> 1 | NULL | 4
> 1 | NULL | 5
> 2 | 3 | 3
> 2 | 4 | 3
> 2 | NULL | 1
> 2 | NULL | 2
> 2 | NULL | 4
> 2 | NULL | 5
> 3 | NULL | 1
> 3 | NULL | 2
> 3 | NULL | 3
> 3 | NULL | 4
> 3 | NULL | 5
> 4 | NULL | 1
> 4 | NULL | 2
> 4 | NULL | 3
> 4 | NULL | 4
> 4 | NULL | 5
> 9 | NULL | 1
> 9 | NULL | 2
> 9 | NULL | 3
> 9 | NULL | 4
> 9 | NULL | 5
SELECT x.n, t.id FROM x JOIN t ON t.s = (SELECT MAX(s) FROM t t2 WHERE t2.g = x.n) ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 3
SELECT x.n, t.id FROM x LEFT JOIN t ON t.g = x.n AND t.s IN (SELECT z / 10 FROM u WHERE u.g = t.g) ORDER BY 1, 2;
> *
> 1 | 1
> 1 | 2
> 2 | NULL
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, t.id FROM x LEFT JOIN t ON t.g = x.n AND EXISTS (SELECT 1 FROM u WHERE u.g = x.n) ORDER BY 1, 2;
> *
> 1 | 1
> 1 | 2
> 2 | 3
> 2 | 4
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.w, SUM((SELECT COUNT(*) FROM t WHERE t.g = x.n)) AS q FROM x GROUP BY x.w ORDER BY 1, 2;
> *
> a | 2
> b | 2
> c | 1
> z | 0
> NULL | 0
SELECT x.n, CASE WHEN EXISTS (SELECT 1 FROM t WHERE t.g = x.n) THEN (SELECT COUNT(*) FROM u WHERE u.g = x.n) ELSE -1 END AS q FROM x ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 1
> 3 | 0
> 4 | -1
> 9 | -1
SELECT x.n, k.m FROM x, LATERAL (SELECT BOOL_AND(s > 5) AS m FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | true
> 2 | false
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, k.m FROM x, LATERAL (SELECT STRING_AGG(v, ',' ORDER BY v) AS m FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | a,b
> 2 | d
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, k.m FROM x, LATERAL (SELECT COUNT(DISTINCT v) FILTER (WHERE s > 1) AS m FROM t WHERE t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 0
> 3 | 0
> 4 | 0
> 9 | 0
SELECT x.n, k.m FROM x, LATERAL (SELECT COUNT(*) AS m FROM t WHERE t.g IS NOT DISTINCT FROM x.a) AS k ORDER BY 1, 2;
> *
> 1 | 0
> 2 | 0
> 3 | 2
> 4 | 2
> 9 | 2
SELECT x.n, k.m FROM x, LATERAL (SELECT COUNT(*) AS m FROM t WHERE t.v = x.w OR t.g = x.n) AS k ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 3
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, k.m FROM x, LATERAL (SELECT MAX(s) AS m FROM t WHERE t.g + 1 = x.n + 1) AS k WHERE k.m IS NULL OR k.m > 10 ORDER BY 1, 2;
> *
> 1 | 20
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, k.m FROM x LEFT JOIN LATERAL (SELECT MAX(s) AS m FROM t WHERE t.g = x.n) AS k ON k.m > 10 ORDER BY 1, 2;
> *
> 1 | 20
> 2 | NULL
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, k.m FROM x LEFT JOIN LATERAL (SELECT COUNT(*) AS m FROM t WHERE t.g = x.n) AS k ON k.m > 1 AND x.n < 2 ORDER BY 1, 2;
> *
> 1 | 2
> 2 | NULL
> 3 | NULL
> 4 | NULL
> 9 | NULL
SELECT x.n, (SELECT COUNT(*) FROM (SELECT DISTINCT v FROM t WHERE t.g = x.n) AS d) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, (SELECT MAX(c) FROM (SELECT COUNT(*) AS c FROM t WHERE t.g = x.n) AS d) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, (SELECT SUM(c) FROM (SELECT v, COUNT(*) AS c FROM t WHERE t.g = x.n GROUP BY v) AS d) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 1
> 4 | NULL
> 9 | NULL
SELECT x.n, (SELECT c FROM (SELECT COUNT(*) AS c FROM t WHERE t.g = x.n) AS d WHERE c > 0) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 1
> 4 | NULL
> 9 | NULL
SELECT x.n, (WITH w AS (SELECT * FROM t WHERE t.g = x.n) SELECT COUNT(*) FROM w) AS q FROM x ORDER BY 1, 2;
> *
> 1 | 2
> 2 | 2
> 3 | 1
> 4 | 0
> 9 | 0
SELECT x.n, (SELECT COUNT(*) FROM t WHERE t.g = x.n) + (SELECT COUNT(*) FROM u WHERE u.g = x.n) AS q FROM x ORDER BY (SELECT COUNT(*) FROM t WHERE t.g = x.n), 1 ORDER BY 1, 2;
! 42601
SELECT x.a, COUNT(*) FROM x GROUP BY x.a HAVING COUNT(*) > (SELECT COUNT(*) FROM t WHERE t.s = x.a) ORDER BY 1, 2;
> *
> NULL | 2
SELECT x.n, k.r FROM x, LATERAL (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 3) SELECT SUM(i) AS r FROM c) AS k ORDER BY 1, 2;
> *
> 1 | 6
> 2 | 6
> 3 | 6
> 4 | 6
> 9 | 6
SELECT x.n, k.r FROM x, LATERAL (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < x.n) SELECT SUM(i) AS r FROM c) AS k ORDER BY 1, 2;
> *
> 1 | 1
> 2 | 3
> 3 | 6
> 4 | 10
> 9 | 45
SELECT x.n, k.r FROM x, LATERAL (SELECT SUM(e) AS r FROM UNNEST(ARRAY[x.n, x.a, 1]) AS z(e)) AS k ORDER BY 1, 2;
> *
> 1 | 12
> 2 | 8
> 3 | 4
> 4 | 5
> 9 | 11
SELECT COUNT(*) FROM t HAVING 1 = 2 ORDER BY 1;
> *
SELECT COUNT(*) FROM t WHERE FALSE HAVING COUNT(*) = 0 ORDER BY 1;
> *
> 0
SELECT (id, g) <> ANY (SELECT id, g FROM t) AS q FROM t;
! HYC00 comparison of rows

== names of columns do not matter to quantified comparisons
CREATE TABLE t (id INT PRIMARY KEY, c INT, d INT, m INT, i BOOLEAN);
INSERT INTO t VALUES (1, 0, 5, 5, TRUE), (2, 3, 1, 7, NULL), (3, NULL, NULL, 7, FALSE);
SELECT id, m <> ANY (SELECT m FROM t) AS x, m = ALL (SELECT m FROM t WHERE id > 1) AS y FROM t ORDER BY id;
> id | x | y
> 1 | true | false
> 2 | true | true
> 3 | true | true

== no row that differs
CREATE TABLE l (id INTEGER PRIMARY KEY, o INTEGER, s INTEGER);
INSERT INTO l VALUES (1, 1, 1), (2, 1, 2), (3, 2, 1), (4, 2, 1), (5, 3, NULL), (6, 3, 1), (7, NULL, 1);
SELECT a.id FROM l a WHERE NOT EXISTS (SELECT * FROM l b WHERE b.o = a.o AND b.s <> a.s) ORDER BY id;
> id
> 3
> 4
> 5
> 6
> 7
SELECT a.id FROM l a WHERE EXISTS (SELECT * FROM l b WHERE b.o = a.o AND b.id <> a.id)
  AND NOT EXISTS (SELECT 1 FROM l b WHERE b.o = a.o AND b.s <> a.s AND b.id > a.id) AND a.id < 5 ORDER BY id;
> id
> 2
> 3
> 4
SELECT count(*) AS n FROM l a WHERE NOT EXISTS (SELECT 1 FROM l b WHERE b.id > a.id);
> n
> 1
SELECT a.id FROM l a WHERE NOT EXISTS (SELECT 1 FROM l b WHERE b.s > a.s) OR a.id = 1 ORDER BY id;
> id
> 1
> 2
> 5
EXPLAIN SELECT a.id FROM l a WHERE NOT EXISTS (SELECT * FROM l b WHERE b.o = a.o AND b.s <> a.s);
> *
> Project(columns=[id])
>   HashJoin(condition=[AND(=(right.o, left.o), <>(right.s, left.s))], type=[anti], build=[right])
>     TableScan(table=[PUBLIC.l], columns=[id, o, s], valid=[NOW], system=[NOW])
>     TableScan(table=[PUBLIC.l], columns=[o, s], valid=[NOW], system=[NOW])
