== strings count characters, not units of UTF-16
SELECT LEFT('äöü', 2) AS l, CHAR_LENGTH('a😀') AS n, REVERSE('a😀') AS r, LPAD('ä', 3, '😀x') AS p, POSITION('b' IN '😀b') AS b;
> l | n | r | p | b
> äö | 2 | 😀a | 😀xä | 2
SELECT UPPER('straße') AS u, LCASE('ÄB') AS l, INITCAP('hello wORLD') AS i, BIT_LENGTH('ä') AS b;
> u | l | i | b
> STRASSE | äb | Hello World | 16

== places
SELECT LOCATE('b', 'abcb') AS a, LOCATE('b', 'abcb', 3) AS b, LOCATE('x', 'abc') AS c, LOCATE('', 'abc') AS d, INSTR('abcb', 'b', 1, 2) AS e, INSTR('abcb', 'b', -1) AS f, INSTR('abcb', 'b', -1, 2) AS g, INSTR('abc', 'b', 9) AS h;
> a | b | c | d | e | f | g | h
> 2 | 4 | 0 | 1 | 4 | 4 | 2 | 0
SELECT INSTR('abc', 'b', 1, 0);
! 22023

== parts replaced
SELECT INSERT('abcdef', 2, 3, 'X') AS a, OVERLAY('abcdef' PLACING 'XY' FROM 2) AS b, TRANSLATE('abcdef', 'abc', 'x') AS c, REPLACE('aaa', 'a', '') AS d;
> a | b | c | d
> aXef | aXYdef | xdef | 
SELECT INSERT('abc', 0, 1, 'x');
! 22011
SELECT INSERT('abc', 1, -1, 'x');
! 22011
SELECT SUBSTRING('abc', 2, -1);
! 22011
SELECT SUBSTRING('abc', 5) AS a, SUBSTRING('abc', -1, 3) AS b;
> a | b
>  | a

== characters and their numbers
SELECT CHAR(228) AS a, CHR(128512) AS b, ASCII('ä') AS c, ASCII('') AS d, '[' || SPACE(2) || ']' AS e, '[' || SPACE(-1) || ']' AS f;
> a | b | c | d | e | f
> ä | 😀 | 228 | 0 | [  ] | []
SELECT CHR(0);
! 22023
SELECT CHR(55296);
! 22023
SELECT SPACE(1000000000);
! 22001

== the sound of words
SELECT SOUNDEX('Robert') AS a, SOUNDEX('Rupert') AS b, SOUNDEX('Tymczak') AS c, SOUNDEX('Pfister') AS d, SOUNDEX('Honeyman') AS e, SOUNDEX('') AS f, DIFFERENCE('Robert', 'Rupert') AS g, DIFFERENCE('Robert', 'Mary') AS h;
> a | b | c | d | e | f | g | h
> R163 | R163 | T522 | P236 | H555 |  | 4 | 0

== nulls come to nulls
SELECT LOCATE(NULL, 'a') AS a, SOUNDEX(NULL) AS b, SPACE(NULL) AS c, TRANSLATE('a', NULL, 'b') AS d, INSERT('a', NULL, 1, 'x') AS e, CONCAT('a', NULL, 'b') AS f, CONCAT_WS('-', 'a', NULL, 'b') AS g;
> a | b | c | d | e | f | g
> NULL | NULL | NULL | NULL | NULL | ab | a-b

== bytes as text
SELECT HEX('ä') AS a, HEX(X'00ff') AS b, ENCODE(X'00ff', 'hex') AS c, ENCODE('abc', 'base64') AS d, HEX(DECODE('YWJj', 'base64')) AS e, HEX(UNHEX('00FF')) AS f, TO_HEX(255) AS g, TO_HEX(-1) AS h, CRC32('a') AS i;
> a | b | c | d | e | f | g | h | i
> C3A4 | 00FF | 00ff | YWJj | 616263 | 00FF | ff | ffffffffffffffff | 3904355907
SELECT DECODE('0', 'hex');
! 22018
SELECT ENCODE('a', 'rot13');
! 22023

== quoting
SELECT QUOTE_LITERAL('it''s') AS a, QUOTE_IDENT('a"b') AS b;
> a | b
> 'it''s' | "a""b"

== regular expressions
SELECT REGEXP_LIKE('abc', 'B', 'i') AS a, REGEXP_LIKE('abc', '^b') AS b, REGEXP_LIKE('a
b', '^b', 'm') AS c, REGEXP_LIKE('a
b', 'a.b') AS d, REGEXP_LIKE('a
b', 'a.b', 'n') AS e, REGEXP_LIKE(NULL, 'a') AS f;
> a | b | c | d | e | f
> true | false | true | true | false | NULL
SELECT REGEXP_REPLACE('abab', 'b', 'x') AS a, REGEXP_REPLACE('abab', 'b', 'x', 'g') AS b, REGEXP_REPLACE('John Smith', '(\w+) (\w+)', '\2, \1') AS c, REGEXP_REPLACE('ab', 'b', '[\&]') AS d, REGEXP_REPLACE('ab', 'x*', '-', 'g') AS e, REGEXP_REPLACE('ab', 'b', '$1') AS f;
> a | b | c | d | e | f
> axab | axax | Smith, John | a[b] | -a-b- | a$1
SELECT REGEXP_SUBSTR('a1b22', '\d+') AS a, REGEXP_SUBSTR('a1b22', '\d+', 1, 2) AS b, REGEXP_SUBSTR('a1b22', '\d+', 3) AS c, REGEXP_SUBSTR('abc', '\d+') AS d, REGEXP_SUBSTR('k=v', '(\w)=(\w)', 1, 1, '', 2) AS e;
> a | b | c | d | e
> 1 | 22 | 22 | NULL | v
SELECT REGEXP_COUNT('abab', 'b') AS a, REGEXP_COUNT('aaa', 'aa') AS b, REGEXP_INSTR('😀b', 'b') AS c, REGEXP_INSTR('abab', 'b', 1, 2) AS d, REGEXP_INSTR('abab', 'b', 1, 1, 1) AS e, REGEXP_INSTR('a', 'b') AS f;
> a | b | c | d | e | f
> 2 | 1 | 2 | 4 | 3 | 0
SELECT REGEXP_MATCH('k=v', '(\w)=(\w)') AS a, REGEXP_MATCH('kv', 'v') AS b, REGEXP_MATCH('kv', 'x') AS c, REGEXP_SPLIT_TO_ARRAY('a1b22c', '\d+') AS d, REGEXP_SPLIT_TO_ARRAY('abc', '') AS e;
> a | b | c | d | e
> [k, v] | [v] | NULL | [a, b, c] | [a, b, c]
SELECT REGEXP_LIKE('a', '(');
! 2201B
SELECT REGEXP_REPLACE('a', 'a', '\1');
! 2201B
SELECT REGEXP_LIKE('a', 'a', 'q');
! 22023
SELECT REGEXP_SUBSTR('a', 'a', 0);
! 22023

== patterns without regard to case
SELECT 'ÄB' ILIKE 'äb' AS a, 'ab' ILIKE 'A%' AS b, 'ab' NOT ILIKE 'A_' AS c, 'a%' ILIKE 'A\%' ESCAPE '\' AS d, CAST(NULL AS VARCHAR) ILIKE 'a' AS e;
> a | b | c | d | e
> true | true | false | true | NULL
