== percentiles
CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, d DECIMAL(8, 2), f DOUBLE, s VARCHAR);
INSERT INTO t VALUES (1, 1, 1.00, 1, 'b'), (2, 1, 2.00, 2, 'a'), (3, 1, 4.00, 4, 'b'), (4, 2, 10.00, NULL, 'c'), (5, 2, NULL, 5, NULL);
SELECT g, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY d) AS c, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY d) AS p, MEDIAN(d) AS m, PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY d DESC) AS q FROM t GROUP BY g ORDER BY g;
> g | c | p | m | q
> 1 | 2.0 | 2.00 | 2.0 | 3.0
> 2 | 10.0 | 10.00 | 10.0 | 10.0
SELECT MODE() WITHIN GROUP (ORDER BY s) AS a, MODE(s) AS b, MODE() WITHIN GROUP (ORDER BY s DESC) AS c FROM t WHERE g = 1;
> a | b | c
> b | b | b
SELECT MODE() WITHIN GROUP (ORDER BY s) AS a, MODE() WITHIN GROUP (ORDER BY s DESC) AS c FROM (VALUES ('x'), ('y')) AS v(s);
> a | c
> x | y
SELECT MEDIAN(d) AS m, MODE(s) AS o, PERCENTILE_DISC(1) WITHIN GROUP (ORDER BY d) AS p FROM t WHERE id > 9;
> m | o | p
> NULL | NULL | NULL

== pairs of numbers
CREATE TABLE p (id INTEGER PRIMARY KEY, y DOUBLE, x DOUBLE);
INSERT INTO p VALUES (1, 2, 1), (2, 4, 2), (3, 6, 3), (4, NULL, 9), (5, 9, NULL);
SELECT COVAR_SAMP(y, x) AS cs, CORR(y, x) AS c, REGR_SLOPE(y, x) AS s, REGR_INTERCEPT(y, x) AS i, REGR_R2(y, x) AS r, REGR_COUNT(y, x) AS n, REGR_AVGX(y, x) AS ax, REGR_AVGY(y, x) AS ay, REGR_SXX(y, x) AS sxx, REGR_SYY(y, x) AS syy, REGR_SXY(y, x) AS sxy FROM p;
> cs | c | s | i | r | n | ax | ay | sxx | syy | sxy
> 2.0 | 1.0 | 2.0 | 0.0 | 1.0 | 3 | 2.0 | 4.0 | 2.0 | 8.0 | 4.0
SELECT COVAR_POP(y, x) AS cp, COVAR_SAMP(y, x) AS cs, CORR(y, x) AS c, REGR_SLOPE(y, x) AS s, REGR_COUNT(y, x) AS n FROM p WHERE id = 1;
> cp | cs | c | s | n
> 0.0 | NULL | NULL | NULL | 1
SELECT COVAR_POP(y, x) AS cp, REGR_COUNT(y, x) AS n FROM p WHERE id > 3;
> cp | n
> NULL | 0

== bits, and values beside the least and the greatest
SELECT BIT_AND(x) AS a, BIT_OR(x) AS o, BIT_XOR(x) AS x FROM (VALUES (6), (3), (NULL)) AS v(x);
> a | o | x
> 2 | 7 | 5
SELECT BIT_AND(x) AS a FROM (VALUES (6)) AS v(x) WHERE x > 9;
> a
> NULL
SELECT ARG_MAX(s, n) AS a, ARG_MIN(s, n) AS b, MAX_BY(s, n) AS c, MIN_BY(s, n) AS d FROM (VALUES ('a', 2), ('b', 5), ('c', NULL), (NULL, 1)) AS v(s, n);
> a | b | c | d
> b | NULL | b | NULL
SELECT APPROX_COUNT_DISTINCT(x) AS n FROM (VALUES (1), (1), (2), (NULL)) AS v(x);
> n
> 2

== lists as MySQL writes them
SELECT GROUP_CONCAT(s) AS a, GROUP_CONCAT(s ORDER BY s DESC SEPARATOR '; ') AS b, GROUP_CONCAT(DISTINCT s ORDER BY s) AS c FROM (VALUES ('b'), ('a'), (NULL), ('b')) AS v(s);
> a | b | c
> b,a,b | b; b; a | a,b

== windows that leave rows out
SELECT x, SUM(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) AS a, SUM(x) OVER (ORDER BY x RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE TIES) AS b, COUNT(*) OVER (ORDER BY x RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) AS c, FIRST_VALUE(x) OVER (ORDER BY x ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW) AS d FROM (VALUES (1), (2), (2), (5)) AS v(x) ORDER BY x;
> x | a | b | c | d
> 1 | 2 | 1 | 3 | 2
> 2 | 3 | 3 | 2 | 2
> 2 | 7 | 3 | 2 | 5
> 5 | 2 | 10 | 3 | NULL

== windows of distinct values, and of some rows only
SELECT x, COUNT(DISTINCT x) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS a, SUM(DISTINCT x) OVER () AS b, SUM(x) FILTER (WHERE x > 1) OVER () AS c, COUNT(*) FILTER (WHERE x > 1) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS d, MEDIAN(x) OVER () AS e FROM (VALUES (1), (2), (2), (5)) AS v(x) ORDER BY x;
> x | a | b | c | d | e
> 1 | 1 | 8 | 9 | 0 | 2.0
> 2 | 2 | 8 | 9 | 1 | 2.0
> 2 | 2 | 8 | 9 | 2 | 2.0
> 5 | 3 | 8 | 9 | 3 | 2.0
SELECT ROW_NUMBER() FILTER (WHERE TRUE) OVER () FROM (VALUES (1)) AS v(x);
! 42000

== nulls passed over within the call
SELECT x, FIRST_VALUE(x IGNORE NULLS) OVER (ORDER BY k) AS a FROM (VALUES (1, NULL), (2, 7), (3, 8)) AS v(k, x) ORDER BY k;
> x | a
> NULL | NULL
> 7 | 7
> 8 | 7

== escapes of JDBC
CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR);
INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'a%');
SELECT id FROM t ORDER BY id {limit 2};
> id
> 1
> 2
SELECT id FROM t ORDER BY id {limit 1 offset 1};
> id
> 2
SELECT id FROM t WHERE s LIKE 'a\%' {escape '\'};
> id
> 3
SELECT {fn EXTRACT(YEAR FROM {d '2024-05-01'})} AS a, {fn POSITION('b' IN 'abc')} AS b, {fn CURRENT_DATE} = CURRENT_DATE AS c, {fn CONVERT('12', SQL_INTEGER)} AS d, {fn UCASE({fn CONCAT('a', 'b')})} AS e;
> a | b | c | d | e
> 2024 | 2 | true | 12 | AB
SELECT {fn 1 + 2};
! 42601
SELECT {fn t.id} FROM t;
! 42601
