-- A tour of Aletheia in one script. Run it from the project's root:
--
--     ./examples/quickstart
--
-- Every fact in the database carries two times: when it was true (valid time) and when the database knew it (system time).

-- 1. A label is a table -------------------------------------------------------------------------------------------------------
-- A node table holds things; an edge table joins two of them. Its columns "source" and "target" hold the keys of the two ends.

-- The records of an older system are brought along here, so this transaction says when it became known: on 2 January 2024.
-- Without the SET the database stamps each commit with the clock.

BEGIN;

SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-02 09:00:00';

CREATE NODE TABLE country (code VARCHAR(2) PRIMARY KEY, name VARCHAR(60) NOT NULL);

CREATE NODE TABLE organisation (code VARCHAR(10) PRIMARY KEY, name VARCHAR(60) NOT NULL, kind VARCHAR(10) NOT NULL);

CREATE EDGE TABLE member_of (FROM country, TO organisation, standing VARCHAR(20) NOT NULL);

-- 2. Load real data -----------------------------------------------------------------------------------------------------------
-- The files' columns _valid_from and _valid_to say when each fact was true; an empty end means that it still is.

COPY country FROM 'examples/membership/countries.csv' (HEADER);

COPY organisation FROM 'examples/membership/organisations.csv' (HEADER);

COPY member_of FROM 'examples/membership/members.csv' (HEADER);

COMMIT;

-- Without such columns a fact is true from now on.

CREATE NODE TABLE airport (iata VARCHAR(4) PRIMARY KEY, name VARCHAR(60), city VARCHAR(40), state VARCHAR(2),
  country VARCHAR(40), latitude DOUBLE, longitude DOUBLE);

CREATE EDGE TABLE flight (FROM airport, TO airport, flights INTEGER NOT NULL);

COPY airport FROM 'examples/flights/airports.csv' (HEADER);

COPY flight (source, target, flights) FROM 'examples/flights/flights-airport.csv' (HEADER);

-- 3. Ask what is true ---------------------------------------------------------------------------------------------------------
-- A plain query asks the present.

SELECT target AS organisation, COUNT(*) AS members FROM member_of GROUP BY target ORDER BY members DESC, target;

-- Who could pay in euro on 1 May 2004? FOR VALID_TIME AS OF asks what was true then, for any table of the query.

SELECT c.name
FROM member_of FOR VALID_TIME AS OF DATE '2004-05-01' AS m
JOIN country FOR VALID_TIME AS OF DATE '2004-05-01' AS c ON c.code = m.source
WHERE m.target = 'EURO'
ORDER BY c.name;

-- Who was in NATO and not in the Union on 1 January 1995? A subquery with the same clause.

SELECT c.name
FROM member_of FOR VALID_TIME AS OF DATE '1995-01-01' AS m
JOIN country FOR VALID_TIME AS OF DATE '1995-01-01' AS c ON c.code = m.source
WHERE m.target = 'NATO'
  AND NOT EXISTS (SELECT 1 FROM member_of FOR VALID_TIME AS OF DATE '1995-01-01' AS e
                  WHERE e.source = m.source AND e.target = 'EU')
ORDER BY c.name;

-- Names change as well: the same row under two names.

SELECT code, name, _valid_from, _valid_to FROM country FOR VALID_TIME ALL WHERE code = 'DE' ORDER BY _valid_from;

-- Who ever left? A period that has ended.

SELECT source, target, standing, _valid_from AS joined, _valid_to AS gone
FROM member_of FOR VALID_TIME ALL
WHERE _valid_to < CURRENT_TIMESTAMP
ORDER BY gone, source;

-- 4. Correct the past ---------------------------------------------------------------------------------------------------------
-- The file calls North Macedonia "Macedonia" to this day. It changed its name on 12 February 2019: correct that portion.

UPDATE country FOR PORTION OF VALID_TIME FROM DATE '2019-02-12' TO END_OF_TIME
SET name = 'North Macedonia'
WHERE code = 'MK';

SELECT name, _valid_from, _valid_to FROM country FOR VALID_TIME ALL WHERE code = 'MK' ORDER BY _valid_from;

-- A clerk who believed the first plan would have let the United Kingdom leave on 29 March 2019 ...

DELETE FROM member_of FOR PORTION OF VALID_TIME FROM DATE '2019-03-29' TO END_OF_TIME
WHERE source = 'GB' AND target = 'EU';

SELECT source, target, _valid_from, _valid_to FROM member_of FOR VALID_TIME ALL WHERE source = 'GB' AND target = 'EU';

-- ... and puts it right: it left on 1 February 2020.

INSERT INTO member_of FOR VALID_TIME FROM DATE '2019-03-29' TO DATE '2020-02-01' (source, target, standing)
VALUES ('GB', 'EU', 'member');

SELECT source, target, _valid_from, _valid_to
FROM member_of FOR VALID_TIME ALL
WHERE source = 'GB' AND target = 'EU'
ORDER BY _valid_from;

-- Nothing is forgotten: the view HISTORY.country shows all that was ever believed, and until when.

SELECT name, _valid_from, _valid_to,
       CASE WHEN _system_to = END_OF_TIME THEN 'believed' ELSE 'corrected' END AS knowledge
FROM HISTORY.country
WHERE code = 'MK'
ORDER BY _valid_from, _system_from;

-- What did the database believe before the correction? FOR SYSTEM_TIME AS OF asks with the knowledge of an earlier moment.

SELECT today.name AS name_as_known_now, earlier.name AS name_as_known_in_june_2024
FROM country FOR VALID_TIME AS OF DATE '2023-01-01' AS today
JOIN country FOR VALID_TIME AS OF DATE '2023-01-01' FOR SYSTEM_TIME AS OF TIMESTAMP '2024-06-30 00:00:00' AS earlier
  ON earlier.code = today.code
WHERE today.code = 'MK';

-- 5. Patterns -----------------------------------------------------------------------------------------------------------------
-- The same question in the two spellings, with one time clause over the whole pattern: who shared both the euro and NATO with
-- Greece on 1 January 2002? First in the SQL standard's form, anywhere in FROM:

SELECT partner, COUNT(*) AS shared
FROM GRAPH_TABLE (
       FOR VALID_TIME AS OF DATE '2002-01-01'
       MATCH (a IS country WHERE a.code = 'GR')-[IS member_of]->(o IS organisation)<-[IS member_of]-(b IS country)
       COLUMNS (b.name AS partner, o.code AS organisation)) AS g
WHERE partner <> 'Greece' AND organisation IN ('EURO', 'NATO')
GROUP BY partner
HAVING COUNT(*) = 2
ORDER BY partner;

-- ... then as a statement of its own:

MATCH (a:country)-[:member_of]->(o:organisation)<-[:member_of]-(b:country)
FOR VALID_TIME AS OF DATE '2002-01-01'
WHERE a.code = 'GR' AND o.code = 'NATO' AND b.code <> 'GR'
RETURN b.name AS partner
ORDER BY partner
LIMIT 5;

-- Two-stop flights: from Burlington, Vermont (BTV) to Honolulu (HNL): which first stop leaves the most ways open?

MATCH (a:airport)-[f1:flight]->(b:airport)-[f2:flight]->(c:airport)-[f3:flight]->(d:airport)
WHERE a.iata = 'BTV' AND d.iata = 'HNL'
RETURN b.city AS first_stop, COUNT(*) AS ways, SUM(f1.flights) AS flights_to_first_stop
ORDER BY ways DESC, first_stop
LIMIT 5;

-- 6. The rest of SQL ----------------------------------------------------------------------------------------------------------
-- A common table expression and a join: members of the Union that were in Schengen but without the euro on 1 July 2010.

WITH then_in AS (SELECT source, target FROM member_of FOR VALID_TIME AS OF DATE '2010-07-01')
SELECT c.name
FROM then_in AS eu
JOIN then_in AS s ON s.source = eu.source AND s.target = 'SCHENGEN'
LEFT JOIN then_in AS e ON e.source = eu.source AND e.target = 'EURO'
JOIN country AS c ON c.code = eu.source
WHERE eu.target = 'EU' AND e.source IS NULL
ORDER BY c.name;

-- A window function: the busiest route of each of the five busiest airports.

SELECT airport, destination, flights
FROM (SELECT f.source AS airport, f.target AS destination, f.flights,
             ROW_NUMBER() OVER (PARTITION BY f.source ORDER BY f.flights DESC, f.target) AS place,
             SUM(f.flights) OVER (PARTITION BY f.source) AS total
      FROM flight AS f) AS ranked
WHERE place = 1
ORDER BY total DESC
LIMIT 5;

-- A transaction: a savepoint undoes a part, ROLLBACK undoes the whole.

BEGIN;

INSERT INTO organisation (code, name, kind) VALUES ('TOUR', 'Readers of this tour', 'club');

SAVEPOINT before_joining;

INSERT INTO member_of (source, target, standing) VALUES ('IS', 'TOUR', 'member');

ROLLBACK TO SAVEPOINT before_joining;

SELECT COUNT(*) AS clubs, (SELECT COUNT(*) FROM member_of WHERE target = 'TOUR') AS members
FROM organisation WHERE code = 'TOUR';

ROLLBACK;

SELECT COUNT(*) AS clubs FROM organisation WHERE code = 'TOUR';

-- How a query is run:

EXPLAIN SELECT c.name
FROM member_of FOR VALID_TIME AS OF DATE '2004-05-01' AS m
JOIN country FOR VALID_TIME AS OF DATE '2004-05-01' AS c ON c.code = m.source
WHERE m.target = 'EURO';
