== rounding keeps the digits that are asked for
SELECT ROUND(1.256, 2) AS a, ROUND(2.5) AS b, ROUND(-2.5) AS c, ROUND(99.995, 2) AS d, ROUND(1250, -2) AS e, ROUND(2.5E0) AS f, TRUNC(-1.99) AS g, TRUNCATE(1.259, 2) AS h, ROUND(CAST(NULL AS DECIMAL(5, 2)), 1) AS i;
> a | b | c | d | e | f | g | h | i
> 1.26 | 3 | -3 | 100.00 | 1300 | 3.0 | -1 | 1.25 | NULL
SELECT ROUND(2147483647, -1);
! 22003

== logarithms
SELECT LOG(100) AS a, LOG(2, 8) AS b, {fn LOG(1)} AS c, LOG2(8) AS d, LN(1) AS e, LOG10(1000) AS f;
> a | b | c | d | e | f
> 2.0 | 3.0 | 0.0 | 3.0 | 0.0 | 3.0
SELECT LOG(0);
! 22023
SELECT LOG(1, 5);
! 22012

== divisors and bits
SELECT GCD(12, -18) AS a, LCM(4, 6) AS b, GCD(0, 0) AS c, FACTORIAL(20) AS d, BITAND(6, 3) AS e, BITOR(6, 3) AS f, BITXOR(6, 3) AS g, BITNOT(0) AS h, BIT_COUNT(255) AS i;
> a | b | c | d | e | f | g | h | i
> 6 | 12 | 0 | 2432902008176640000 | 2 | 7 | 5 | -1 | 8
SELECT LSHIFT(1, 3) AS a, RSHIFT(-8, 1) AS b, LSHIFT(1, 64) AS c, RSHIFT(-1, 100) AS d, LSHIFT(8, -1) AS e;
> a | b | c | d | e
> 8 | -4 | 0 | -1 | 4
SELECT LCM(2147483647, 2147483646);
! 22003
SELECT FACTORIAL(34);
! 22003
SELECT FACTORIAL(-1);
! 22023

== parts of a range
SELECT WIDTH_BUCKET(5.35, 0.024, 10.06, 5) AS a, WIDTH_BUCKET(0, 0, 10, 5) AS b, WIDTH_BUCKET(10, 0, 10, 5) AS c, WIDTH_BUCKET(-1, 0, 10, 5) AS d, WIDTH_BUCKET(2, 10, 0, 5) AS e, WIDTH_BUCKET(NULL, 0, 10, 5) AS f;
> a | b | c | d | e | f
> 3 | 1 | 6 | 0 | 5 | NULL
SELECT WIDTH_BUCKET(1, 0, 10, 0);
! 22023
SELECT WIDTH_BUCKET(1, 5, 5, 3);
! 22023

== a seed gives the same sequence
SELECT COUNT(DISTINCT r) AS n, MIN(r) >= 0 AS a, MAX(r) < 1 AS b FROM (SELECT RAND(7) AS r FROM (VALUES (1), (2), (3)) AS v(x)) AS s;
> n | a | b
> 3 | true | true
SELECT RAND(7) = RAND(7) AS same, RAND(NULL) AS nothing;
> same | nothing
> true | NULL

== numbers by templates, as PostgreSQL writes them
SELECT '[' || TO_CHAR(1234.5, '9,999.99') || ']' AS a, '[' || TO_CHAR(-0.1, '99.99') || ']' AS b, TO_CHAR(-0.1, 'FM9.99') AS c, TO_CHAR(12, 'FM9990999.9') AS d, TO_CHAR(-485, '999S') AS e, TO_CHAR(-485, '999PR') AS f, TO_CHAR(12345, 'FM999') AS g, TO_CHAR(148.5, 'FM999.999') AS h, TO_CHAR(7, 'FM000') AS i;
> a | b | c | d | e | f | g | h | i
> [ 1,234.50] | [  -.10] | -.1 | 0012. | 485- | <485> | ### | 148.5 | 007
SELECT TO_NUMBER('12,454.8-', '99G999D9S') AS a, TO_NUMBER('$1,234.50', 'L9,999.99') AS b, TO_NUMBER(NULL, '9') AS c;
> a | b | c
> -12454.8 | 1234.50 | NULL
SELECT TO_NUMBER('x', '9');
! 22018
SELECT TO_NUMBER('1.55', '9.9');
! 22018
SELECT TO_CHAR(1, 'abc');
! 22023
