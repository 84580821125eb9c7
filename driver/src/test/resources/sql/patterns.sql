== colleagues, in both spellings and in time
CREATE NODE TABLE person (name VARCHAR PRIMARY KEY, city VARCHAR);
CREATE NODE TABLE company (name VARCHAR PRIMARY KEY);
CREATE EDGE TABLE works_at (FROM person, TO company, pay INTEGER);
INSERT INTO person (name, city, _valid_from, _valid_to) VALUES
  ('Ann', 'Oslo', DATE '2020-01-01', DATE '2022-01-01'),
  ('Ann', 'Bergen', DATE '2022-01-01', END_OF_TIME),
  ('Bob', 'Oslo', DATE '2020-01-01', DATE '2023-01-01'),
  ('Cat', 'Oslo', DATE '2021-01-01', END_OF_TIME);
= 3
INSERT INTO company (name, _valid_from, _valid_to) VALUES
  ('X', DATE '2019-01-01', END_OF_TIME), ('Y', DATE '2021-06-01', DATE '2024-01-01');
INSERT INTO works_at (source, target, pay, _valid_from, _valid_to) VALUES
  ('Ann', 'X', 100, DATE '2020-03-01', DATE '2022-06-01'),
  ('Ann', 'Y', 150, DATE '2022-06-01', DATE '2024-01-01'),
  ('Bob', 'X', 80, DATE '2020-01-01', DATE '2023-01-01'),
  ('Cat', 'Y', 120, DATE '2021-09-01', DATE '2024-01-01');
= 4
MATCH (a:person WHERE a.name = 'Ann')-[:works_at]->(c:company)<-[:works_at]-(b:person)
FOR VALID_TIME AS OF DATE '2022-03-01' WHERE b.name <> a.name
RETURN a.name AS a, c.name AS c, b.name AS b;
> a | c | b
> Ann | X | Bob
SELECT g.b FROM GRAPH_TABLE (
  FOR VALID_TIME AS OF DATE '2022-12-01'
  MATCH (a IS person WHERE a.name = 'Ann')-[IS works_at]->(c IS company)<-[IS works_at]-(b IS person WHERE b.name <> 'Ann')
  COLUMNS (b.name AS b)) AS g;
> b
> Cat
# over a range the elements have to hold together at some instant
MATCH (a {name: 'Ann'})-[:works_at]->(c)<-[:works_at]-(b) FOR VALID_TIME ALL WHERE b.name <> 'Ann'
RETURN DISTINCT c.name AS c, b.name AS b ORDER BY c;
> c | b
> X | Bob
> Y | Cat
MATCH (p)-[w:works_at]->(c) FOR VALID_TIME AS OF DATE '2022-03-01'
RETURN c.name AS company, COUNT(*) AS people, SUM(w.pay) AS pay ORDER BY company;
> company | people | pay
> X | 2 | 180
> Y | 1 | 120
MATCH (p:person) RETURN p.name ORDER BY p.name LIMIT 1;
> name
> Ann
MATCH (p:person)-[w:works_at]->(c:company) RETURN COUNT(*) AS now;
> now
> 0
# several paths share their variables
MATCH (a:person)-[:works_at]->(c:company), (b:person)-[:works_at]->(c) FOR VALID_TIME AS OF DATE '2022-12-01'
WHERE a.name < b.name RETURN a.name AS a, b.name AS b;
> a | b
> Ann | Cat
# a pattern in a sub-query sees the variables outside
SELECT p.name FROM person FOR VALID_TIME AS OF DATE '2022-12-01' AS p
WHERE EXISTS (MATCH (x:person)-[:works_at]->(c:company) FOR VALID_TIME AS OF DATE '2022-12-01' WHERE x.name = p.name AND c.name = 'Y' RETURN 1)
ORDER BY p.name;
> name
> Ann
> Cat
MATCH (a:person)-[w:works_at]->(c) FOR VALID_TIME AS OF DATE '2022-12-01' RETURN ELEMENT_ID(w) AS id ORDER BY id;
> id
> 2
> 3
> 4
MATCH (a:person)-[w:works_at]->(c) FOR VALID_TIME AS OF DATE '2022-12-01' WHERE a.name = 'Bob' RETURN *;
> *
> Bob | Oslo | 3 | Bob | X | 80 | X

== what patterns cannot do yet is named
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (FROM n, TO n);
MATCH (a:n)-[:e]->{1,3}(b:n) RETURN a.id;
! HYC00 quantified edge
MATCH (a:n)-[:e]-(b:n) RETURN a.id;
! HYC00 direction
MATCH (a:n|m) RETURN a.id;
! HYC00 label expression
MATCH (a) RETURN a.id;
! HYC00 without a label
MATCH p = (a:n)-[:e]->(b) RETURN a.id;
! HYC00 path variable
MATCH ANY SHORTEST (a:n)-[:e]->(b) RETURN a.id;
! HYC00
MATCH (a:n) OPTIONAL MATCH (a)-[:e]->(b) RETURN a.id;
! HYC00 OPTIONAL
MATCH (a:e) RETURN a.id;
! 42809
MATCH (a:nn) RETURN a.id;
! 42P01 did you mean
MATCH (a:n)-[:n]->(b) RETURN a.id;
! 42809
