== units of time
# whole units are as many as TIMESTAMPADD may add without going too far: a month after 31 January is 29 February
SELECT TIMESTAMPADD(MONTH, 1, DATE '2024-01-31') AS m, TIMESTAMPADD(HOUR, 1, DATE '2024-01-31') AS h, TIMESTAMPADD(SECOND, -1, TIMESTAMP '2024-03-01 00:00:00.000001') AS s;
> m | h | s
> 2024-02-29 | 2024-01-31 01:00:00.000000 | 2024-02-29 23:59:59.000001
SELECT TIMESTAMPDIFF(MONTH, DATE '2024-01-31', DATE '2024-02-29') AS m, TIMESTAMPDIFF(DAY, DATE '2024-01-31', DATE '2024-03-01') AS d, TIMESTAMPDIFF(MICROSECOND, TIMESTAMP '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:00.000007') AS u;
> m | d | u
> 1 | 30 | 7
SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, 1, DATE '2024-02-28')} AS d, {fn TIMESTAMPDIFF(SQL_TSI_YEAR, DATE '2000-06-01', DATE '2024-05-31')} AS y;
> d | y
> 2024-02-29 | 23
SELECT TIMESTAMPADD(DAY, CAST(NULL AS INTEGER), DATE '2024-02-28') AS d;
> d
> NULL

== lists of a group's values
CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, s VARCHAR);
INSERT INTO t VALUES (1, 1, 'c'), (2, 1, 'a'), (3, 2, 'b'), (4, 2, NULL), (5, 3, NULL);
SELECT g, STRING_AGG(s, ',' ORDER BY s) AS l FROM t GROUP BY g ORDER BY g;
> g | l
> 1 | a,c
> 2 | b
> 3 | NULL
SELECT g, LISTAGG(s, '-') WITHIN GROUP (ORDER BY s DESC) AS l FROM t GROUP BY g ORDER BY g;
> g | l
> 1 | c-a
> 2 | b
> 3 | NULL
SELECT g, ARRAY_AGG(s ORDER BY id) AS l FROM t GROUP BY g ORDER BY g;
> g | l
> 1 | [c, a]
> 2 | [b, null]
> 3 | [null]
SELECT BOOL_AND(id > 0) AS a, BOOL_OR(id > 4) AS o, EVERY(id > 1) AS e FROM t;
> a | o | e
> true | true | false

== a subquery for each row of the table before it
CREATE TABLE t (id INTEGER PRIMARY KEY, g INTEGER, s VARCHAR);
INSERT INTO t VALUES (1, 1, 'c'), (2, 1, 'a'), (3, 2, 'b'), (4, 2, NULL), (5, 3, NULL);
SELECT x.n, k.id FROM (VALUES (1), (2), (9)) AS x(n), LATERAL (SELECT id FROM t WHERE t.g = x.n ORDER BY id DESC LIMIT 1) AS k ORDER BY 1;
> n | id
> 1 | 2
> 2 | 4
SELECT x.n, k.id FROM (VALUES (1), (9)) AS x(n) LEFT JOIN LATERAL (SELECT id FROM t WHERE t.g = x.n ORDER BY id LIMIT 2) AS k ON TRUE ORDER BY 1, 2;
> n | id
> 1 | 1
> 1 | 2
> 9 | NULL
