== UPDATE and DELETE of all valid time, strip by strip
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, w VARCHAR);
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES
  (1, 1, BEGINNING_OF_TIME, DATE '2020-01-01'),
  (1, 2, DATE '2020-01-01', DATE '2021-01-01'),
  (1, 3, DATE '2022-01-01', END_OF_TIME),
  (2, 4, DATE '2999-01-01', DATE '2999-02-01'),
  (3, 5, DATE '2019-01-01', DATE '2019-02-01');
# the past and the future; values and conditions see the strip's own bounds
UPDATE t FOR ALL VALID_TIME AS x SET v = v * 10,
  w = CASE WHEN _valid_to = END_OF_TIME THEN 'open' WHEN x._valid_from = BEGINNING_OF_TIME THEN 'ever' ELSE 'closed' END
  WHERE _valid_from <> DATE '2019-01-01';
= 2
SELECT id, v, w, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | w | _valid_from | _valid_to
> 1 | 10 | ever | 0001-01-01 | 2020-01-01
> 1 | 20 | closed | 2020-01-01 | 2021-01-01
> 1 | 30 | open | 2022-01-01 | forever
> 2 | 40 | closed | 2999-01-01 | 2999-02-01
> 3 | 5 | NULL | 2019-01-01 | 2019-02-01
# the clause may stand behind the alias; sub-queries in both places
UPDATE t AS x FOR ALL VALID_TIME SET v = (SELECT COUNT(*) FROM t AS y FOR VALID_TIME ALL WHERE y.id = x.id)
  WHERE id IN (SELECT id FROM t FOR VALID_TIME AS OF DATE '2019-01-15' WHERE v < 10);
= 1
SELECT v FROM t FOR VALID_TIME ALL WHERE id = 3;
> v
> 1
DELETE FROM t FOR ALL VALID_TIME WHERE w = 'closed' RETURNING id, _valid_from;
> id | _valid_from
> 1 | 2020-01-01
> 2 | 2999-01-01
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 10 | 0001-01-01 | 2020-01-01
> 1 | 30 | 2022-01-01 | forever
> 3 | 1 | 2019-01-01 | 2019-02-01
# equal values in neighbours are one version where one commit wrote both
UPDATE t FOR ALL VALID_TIME SET v = 0, w = NULL WHERE id = 1;
= 1
PATCH INTO t FOR VALID_TIME FROM DATE '2020-01-01' TO DATE '2022-01-01' (id, v) VALUES (1, 0);
= 1
SELECT _valid_from, _valid_to FROM t FOR VALID_TIME ALL WHERE id = 1 ORDER BY _valid_from;
> _valid_from | _valid_to
> 0001-01-01 | 2020-01-01
> 2020-01-01 | 2022-01-01
> 2022-01-01 | forever
PATCH INTO t FOR ALL VALID_TIME (id, v) VALUES (1, 7);
= 1
SELECT v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL WHERE id = 1;
> v | _valid_from | _valid_to
> 7 | 0001-01-01 | forever
INSERT INTO t FOR ALL VALID_TIME (id, v) VALUES (1, 8);
! 23505
INSERT INTO t FOR ALL VALID_TIME (id, v) VALUES (4, 8) RETURNING _valid_from, _valid_to;
> _valid_from | _valid_to
> 0001-01-01 | forever
DELETE FROM t FOR ALL VALID_TIME;
= 3
SELECT COUNT(*) AS n FROM t FOR VALID_TIME ALL;
> n
> 0

== all valid time of own writes, and back
CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO t (id, v, _valid_from) VALUES (1, 1, DATE '2020-01-01');
BEGIN;
INSERT INTO t (id, v, _valid_from, _valid_to) VALUES (2, 2, DATE '2010-01-01', DATE '2011-01-01');
UPDATE t FOR PORTION OF VALID_TIME FROM DATE '2021-01-01' TO DATE '2022-01-01' SET v = 9 WHERE id = 1;
UPDATE t FOR ALL VALID_TIME SET v = v + 1;
= 2
SAVEPOINT s;
DELETE FROM t FOR ALL VALID_TIME;
= 2
ROLLBACK TO SAVEPOINT s;
UPDATE t FOR ALL VALID_TIME SET v = 1 / (v - 10);
! 22012
COMMIT;
SELECT id, v, _valid_from, _valid_to FROM t FOR VALID_TIME ALL ORDER BY id, _valid_from;
> id | v | _valid_from | _valid_to
> 1 | 2 | 2020-01-01 | 2021-01-01
> 1 | 10 | 2021-01-01 | 2022-01-01
> 1 | 2 | 2022-01-01 | forever
> 2 | 3 | 2010-01-01 | 2011-01-01
