== what is stated around what holds from now on meets it at the commit
CREATE TABLE p (k INTEGER PRIMARY KEY, a INTEGER);
INSERT INTO p FOR ALL VALID_TIME VALUES (2, 0);
BEGIN;
DELETE FROM p WHERE k = 2;
UPDATE p FOR ALL VALID_TIME SET a = 9 WHERE k = 2;
COMMIT;
SELECT k, a, _valid_to = _system_from AS ends_at_commit FROM p FOR VALID_TIME ALL;
> k | a | ends_at_commit
> 2 | 9 | true

== gaps before what holds from now on are filled up to it
CREATE TABLE o (k INTEGER PRIMARY KEY, a INTEGER);
BEGIN;
INSERT INTO o VALUES (1, 1);
INSERT INTO o FOR ALL VALID_TIME VALUES (1, 2) ON CONFLICT (k) DO UPDATE SET a = 5 WHERE FALSE;
COMMIT;
SELECT a, _valid_from = _system_from AS from_commit, _valid_to = _system_from AS to_commit FROM o FOR VALID_TIME ALL ORDER BY a;
> a | from_commit | to_commit
> 1 | true | false
> 2 | false | true

== a plain change does not reach into the past because of a stated one after it
CREATE TABLE u (k INTEGER PRIMARY KEY, a INTEGER, b INTEGER);
INSERT INTO u FOR ALL VALID_TIME VALUES (1, 1, 1);
BEGIN;
UPDATE u SET a = 2;
UPDATE u FOR ALL VALID_TIME SET b = 2;
SAVEPOINT s;
UPDATE u FOR ALL VALID_TIME SET b = 3;
ROLLBACK TO SAVEPOINT s;
COMMIT;
SELECT a, b, _valid_from = _system_from AS from_commit, _valid_to = _system_from AS to_commit FROM u FOR VALID_TIME ALL ORDER BY a;
> a | b | from_commit | to_commit
> 1 | 2 | false | true
> 2 | 2 | true | false

== a transaction that its statements accepted commits
CREATE TABLE z (k INTEGER PRIMARY KEY, a INTEGER, UNIQUE (a));
INSERT INTO z FOR ALL VALID_TIME VALUES (1, 0);
BEGIN;
DELETE FROM z WHERE k = 1;
PATCH INTO z FOR ALL VALID_TIME (k, a) VALUES (1, 1);
COMMIT;
SELECT k, a, _valid_from = BEGINNING_OF_TIME AS b, _valid_to = END_OF_TIME AS e FROM z FOR VALID_TIME ALL;
> k | a | b | e
> 1 | 1 | true | true
BEGIN;
UPDATE z SET a = 2;
INSERT INTO z FOR VALID_TIME FROM CURRENT_TIMESTAMP VALUES (5, 1);
COMMIT;
SELECT k, a, _valid_from = _system_from AS from_commit FROM z ORDER BY k;
> k | a | from_commit
> 1 | 2 | true
> 5 | 1 | true

== edges and rows that refer, from the transaction's time on
CREATE NODE TABLE n (id INTEGER PRIMARY KEY);
CREATE EDGE TABLE e (FROM n, TO n, w INTEGER) WITH (ENDPOINT_POLICY = 'CLIP');
CREATE TABLE f (k INTEGER PRIMARY KEY, id INTEGER REFERENCES n);
INSERT INTO n FOR ALL VALID_TIME VALUES (7), (8);
BEGIN;
INSERT INTO n VALUES (1), (2);
INSERT INTO e FOR VALID_TIME FROM CURRENT_TIMESTAMP (source, target, w) VALUES (1, 2, 1);
INSERT INTO f FOR VALID_TIME FROM CURRENT_TIMESTAMP VALUES (1, 1);
COMMIT;
SELECT w, _valid_from = _system_from AS from_commit FROM e;
> w | from_commit
> 1 | true
SELECT k, id, _valid_from = _system_from AS from_commit FROM f;
> k | id | from_commit
> 1 | 1 | true
BEGIN;
DELETE FROM n WHERE id = 7;
INSERT INTO e FOR ALL VALID_TIME (source, target, w) VALUES (7, 8, 2);
COMMIT;
SELECT w, _valid_to = _system_from AS to_commit FROM e FOR VALID_TIME ALL WHERE w = 2;
> w | to_commit
> 2 | true
SELECT COUNT(*) AS n FROM n FOR VALID_TIME ALL JOIN e FOR VALID_TIME ALL ON e.source = n.id AND e._valid_to = n._valid_to WHERE n.id = 7;
> n
> 1

== RETURNING tells the bounds that are committed
CREATE TABLE u (k INTEGER PRIMARY KEY, a INTEGER);
INSERT INTO u FOR ALL VALID_TIME VALUES (1, 1);
UPDATE u FOR PORTION OF VALID_TIME FROM DATE '2024-01-01' TO CURRENT_TIMESTAMP SET a = 2
  RETURNING _valid_from, _valid_to = _system_from AS to_commit;
> _valid_from | to_commit
> 2024-01-01 | true
UPDATE u FOR PORTION OF VALID_TIME FROM CURRENT_TIMESTAMP TO DATE '2834-01-01' SET a = 3
  RETURNING _valid_from = _system_from AS from_commit, _valid_to;
> from_commit | _valid_to
> true | 2834-01-01
