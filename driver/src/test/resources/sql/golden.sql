== G01 current insert, then current update
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g01 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g01 (id,v) VALUES (1,10);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g01 SET v = 20 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g01 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2024-01-10 | 2024-02-10 | 2024-01-10 | forever
> 1 | 10 | 2024-02-10 | forever | 2024-01-10 | 2024-02-10
> 1 | 20 | 2024-02-10 | forever | 2024-02-10 | forever

== G02 current insert, update, delete
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g02 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g02 (id,v) VALUES (1,10);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g02 SET v = 20 WHERE id = 1;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
DELETE FROM g02 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g02 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2024-01-10 | 2024-02-10 | 2024-01-10 | forever
> 1 | 10 | 2024-02-10 | forever | 2024-01-10 | 2024-02-10
> 1 | 20 | 2024-02-10 | 2024-03-10 | 2024-02-10 | forever
> 1 | 20 | 2024-03-10 | forever | 2024-02-10 | 2024-03-10

== G03 late-arriving insert (backdated)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g03 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g03 (id,v,_valid_from) VALUES (1,10,DATE '2023-06-01');
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g03 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-06-01 | forever | 2024-01-10 | forever

== G04 future-dated change (scheduled)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g04 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g04 (id,v) VALUES (1,10);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g04 FOR PORTION OF VALID_TIME FROM DATE '2024-06-01' TO END_OF_TIME SET v = 20 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g04 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2024-01-10 | 2024-06-01 | 2024-01-10 | forever
> 1 | 10 | 2024-06-01 | forever | 2024-01-10 | 2024-02-10
> 1 | 20 | 2024-06-01 | forever | 2024-02-10 | forever

== G05 retroactive correction of a middle period
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g05 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g05 (id,v,_valid_from) VALUES (1,10,DATE '2023-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g05 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-05-01' SET v = 12 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g05 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | 2023-03-01 | 2024-01-10 | forever
> 1 | 10 | 2023-03-01 | 2023-05-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-05-01 | forever | 2024-01-10 | forever
> 1 | 12 | 2023-03-01 | 2023-05-01 | 2024-02-10 | forever

== G06 correction spanning three versions (SET v=v+1)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g06 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g06 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2023-01-01',DATE '2023-04-01');
INSERT INTO g06 (id,v,_valid_from,_valid_to) VALUES (1,20,DATE '2023-04-01',DATE '2023-08-01');
INSERT INTO g06 (id,v,_valid_from) VALUES (1,30,DATE '2023-08-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g06 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-09-01' SET v = v + 1 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g06 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | 2023-03-01 | 2024-01-10 | forever
> 1 | 10 | 2023-03-01 | 2023-04-01 | 2024-01-10 | 2024-02-10
> 1 | 20 | 2023-04-01 | 2023-08-01 | 2024-01-10 | 2024-02-10
> 1 | 30 | 2023-08-01 | 2023-09-01 | 2024-01-10 | 2024-02-10
> 1 | 30 | 2023-09-01 | forever | 2024-01-10 | forever
> 1 | 11 | 2023-03-01 | 2023-04-01 | 2024-02-10 | forever
> 1 | 21 | 2023-04-01 | 2023-08-01 | 2024-02-10 | forever
> 1 | 31 | 2023-08-01 | 2023-09-01 | 2024-02-10 | forever

== G07 retroactive delete of a middle period (gap)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g07 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g07 (id,v,_valid_from) VALUES (1,10,DATE '2023-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
DELETE FROM g07 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-05-01' WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g07 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | 2023-03-01 | 2024-01-10 | forever
> 1 | 10 | 2023-03-01 | 2023-05-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-05-01 | forever | 2024-01-10 | forever

== G08 UPDATE across a gap does not fill it
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g08 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g08 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2023-01-01',DATE '2023-03-01');
INSERT INTO g08 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2023-05-01',DATE '2023-07-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g08 FOR PORTION OF VALID_TIME FROM DATE '2023-02-01' TO DATE '2023-06-01' SET v = 20 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g08 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | 2023-02-01 | 2024-01-10 | forever
> 1 | 10 | 2023-02-01 | 2023-03-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-05-01 | 2023-06-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-06-01 | 2023-07-01 | 2024-01-10 | forever
> 1 | 20 | 2023-02-01 | 2023-03-01 | 2024-02-10 | forever
> 1 | 20 | 2023-05-01 | 2023-06-01 | 2024-02-10 | forever

== G09 UPSERT across a gap fills it
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g09 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g09 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2023-01-01',DATE '2023-03-01');
INSERT INTO g09 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2023-05-01',DATE '2023-07-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPSERT INTO g09 (id,v,_valid_from,_valid_to) VALUES (1,20,DATE '2023-02-01',DATE '2023-06-01');
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g09 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | 2023-02-01 | 2024-01-10 | forever
> 1 | 10 | 2023-02-01 | 2023-03-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-05-01 | 2023-06-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-06-01 | 2023-07-01 | 2024-01-10 | forever
> 1 | 20 | 2023-02-01 | 2023-06-01 | 2024-02-10 | forever

== G10 correction of a correction (value restored)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g10 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g10 (id,v,_valid_from) VALUES (1,10,DATE '2023-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g10 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-05-01' SET v = 12 WHERE id = 1;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
UPDATE g10 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-05-01' SET v = 10 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g10 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | 2023-03-01 | 2024-01-10 | forever
> 1 | 10 | 2023-03-01 | 2023-05-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-05-01 | forever | 2024-01-10 | forever
> 1 | 12 | 2023-03-01 | 2023-05-01 | 2024-02-10 | 2024-03-10
> 1 | 10 | 2023-03-01 | 2023-05-01 | 2024-03-10 | forever

== G11 wrong start date: shorten at the left, then extend at the left
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g11 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g11 (id,v,_valid_from) VALUES (1,10,DATE '2023-03-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
DELETE FROM g11 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-04-01' WHERE id = 1;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
INSERT INTO g11 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2023-02-01',DATE '2023-04-01');
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g11 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-03-01 | 2023-04-01 | 2024-01-10 | 2024-02-10
> 1 | 10 | 2023-04-01 | forever | 2024-01-10 | forever
> 1 | 10 | 2023-02-01 | 2023-04-01 | 2024-03-10 | forever

== G12 same transaction: insert + 2 updates -> only the last survives
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g12 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g12 (id,v) VALUES (1,1);
UPDATE g12 SET v = 2 WHERE id = 1;
UPDATE g12 SET v = 3 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g12 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 3 | 2024-01-10 | forever | 2024-01-10 | forever

== G13 same transaction: insert + delete -> nothing stored
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g13 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g13 (id,v) VALUES (1,1);
DELETE FROM g13 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g13 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to

== G14 same transaction: overlapping ranges, later statement wins
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g14 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
UPSERT INTO g14 (id,v,_valid_from,_valid_to) VALUES (1,1,DATE '2023-01-01',DATE '2023-03-01');
UPSERT INTO g14 (id,v,_valid_from,_valid_to) VALUES (1,2,DATE '2023-02-01',DATE '2023-04-01');
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g14 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 1 | 2023-01-01 | 2023-02-01 | 2024-01-10 | forever
> 1 | 2 | 2023-02-01 | 2023-04-01 | 2024-01-10 | forever

== G15 delete, then re-insert (re-incarnation with a gap)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g15 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g15 (id,v) VALUES (1,10);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
DELETE FROM g15 WHERE id = 1;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
INSERT INTO g15 (id,v) VALUES (1,30);
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g15 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2024-01-10 | 2024-02-10 | 2024-01-10 | forever
> 1 | 10 | 2024-02-10 | forever | 2024-01-10 | 2024-02-10
> 1 | 30 | 2024-03-10 | forever | 2024-03-10 | forever

== G16 Snodgrass Prop_Owner (property 7797)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g16 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1998-01-10 00:00:00';
INSERT INTO g16 (id,v) VALUES (7797,145);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1998-01-15 00:00:00';
UPDATE g16 SET v = 827 WHERE id = 7797;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1998-01-20 00:00:00';
DELETE FROM g16 WHERE id = 7797;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1998-01-23 00:00:00';
INSERT INTO g16 (id,v,_valid_from,_valid_to) VALUES (7797,145,DATE '1998-01-03',DATE '1998-01-10');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1998-01-26 00:00:00';
DELETE FROM g16 FOR PORTION OF VALID_TIME FROM DATE '1998-01-03' TO DATE '1998-01-05' WHERE id = 7797;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1998-01-28 00:00:00';
UPDATE g16 FOR PORTION OF VALID_TIME FROM DATE '1998-01-12' TO DATE '1998-01-15' SET v = 827 WHERE id = 7797;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g16 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 7797 | 145 | 1998-01-10 | 1998-01-12 | 1998-01-10 | forever
> 7797 | 145 | 1998-01-12 | 1998-01-15 | 1998-01-10 | 1998-01-28
> 7797 | 145 | 1998-01-15 | forever | 1998-01-10 | 1998-01-15
> 7797 | 827 | 1998-01-15 | 1998-01-20 | 1998-01-15 | forever
> 7797 | 827 | 1998-01-20 | forever | 1998-01-15 | 1998-01-20
> 7797 | 145 | 1998-01-03 | 1998-01-05 | 1998-01-23 | 1998-01-26
> 7797 | 145 | 1998-01-05 | 1998-01-10 | 1998-01-23 | forever
> 7797 | 827 | 1998-01-12 | 1998-01-15 | 1998-01-28 | forever

== G17 current update when a future version is already scheduled
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g17 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g17 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2010-01-01',DATE '2040-01-01');
INSERT INTO g17 (id,v,_valid_from,_valid_to) VALUES (1,20,DATE '2050-01-01',DATE '2080-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g17 SET v = 99 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g17 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2010-01-01 | 2024-02-10 | 2024-01-10 | forever
> 1 | 10 | 2024-02-10 | 2040-01-01 | 2024-01-10 | 2024-02-10
> 1 | 20 | 2050-01-01 | 2080-01-01 | 2024-01-10 | 2024-02-10
> 1 | 99 | 2024-02-10 | 2040-01-01 | 2024-02-10 | forever
> 1 | 99 | 2050-01-01 | 2080-01-01 | 2024-02-10 | forever

== G18 portion bounds aligned with version bounds (no empty leftovers)
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g18 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g18 (id,v,_valid_from,_valid_to) VALUES (1,10,DATE '2023-01-01',DATE '2023-03-01');
INSERT INTO g18 (id,v,_valid_from,_valid_to) VALUES (1,20,DATE '2023-03-01',DATE '2023-05-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g18 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-05-01' SET v = 21 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g18 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | 2023-03-01 | 2024-01-10 | forever
> 1 | 20 | 2023-03-01 | 2023-05-01 | 2024-01-10 | 2024-02-10
> 1 | 21 | 2023-03-01 | 2023-05-01 | 2024-02-10 | forever

== G19 three overlapping corrections in sequence
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g19 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g19 (id,v,_valid_from,_valid_to) VALUES (1,1,DATE '2023-01-01',DATE '2023-11-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g19 FOR PORTION OF VALID_TIME FROM DATE '2023-03-01' TO DATE '2023-07-01' SET v = 2 WHERE id = 1;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-03-10 00:00:00';
UPDATE g19 FOR PORTION OF VALID_TIME FROM DATE '2023-05-01' TO DATE '2023-09-01' SET v = 3 WHERE id = 1;
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-04-10 00:00:00';
UPDATE g19 FOR PORTION OF VALID_TIME FROM DATE '2023-02-01' TO DATE '2023-10-01' SET v = 4 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g19 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 1 | 2023-01-01 | 2023-02-01 | 2024-01-10 | forever
> 1 | 1 | 2023-02-01 | 2023-03-01 | 2024-01-10 | 2024-04-10
> 1 | 1 | 2023-03-01 | 2023-07-01 | 2024-01-10 | 2024-02-10
> 1 | 1 | 2023-07-01 | 2023-09-01 | 2024-01-10 | 2024-03-10
> 1 | 1 | 2023-09-01 | 2023-10-01 | 2024-01-10 | 2024-04-10
> 1 | 1 | 2023-10-01 | 2023-11-01 | 2024-01-10 | forever
> 1 | 2 | 2023-03-01 | 2023-05-01 | 2024-02-10 | 2024-04-10
> 1 | 2 | 2023-05-01 | 2023-07-01 | 2024-02-10 | 2024-03-10
> 1 | 3 | 2023-05-01 | 2023-09-01 | 2024-03-10 | 2024-04-10
> 1 | 4 | 2023-02-01 | 2023-10-01 | 2024-04-10 | forever

== G20 update of a future-only entity by a current update
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g20 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g20 (id,v,_valid_from) VALUES (1,10,DATE '2025-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
UPDATE g20 SET v = 20 WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g20 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2025-01-01 | forever | 2024-01-10 | 2024-02-10
> 1 | 20 | 2025-01-01 | forever | 2024-02-10 | forever

== G21 delete for all valid time, past knowledge stays
BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '1990-01-01 00:00:00';
CREATE TABLE g21 (id INTEGER PRIMARY KEY, v INTEGER);
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-01-10 00:00:00';
INSERT INTO g21 (id,v,_valid_from) VALUES (1,10,DATE '2023-01-01');
COMMIT;

BEGIN;
SET TRANSACTION SYSTEM_TIME TIMESTAMP '2024-02-10 00:00:00';
DELETE FROM g21 FOR ALL VALID_TIME WHERE id = 1;
COMMIT;

SELECT id, v, _valid_from, _valid_to, _system_from, _system_to FROM g21 FOR VALID_TIME ALL FOR SYSTEM_TIME ALL
ORDER BY _system_from, _valid_from, _system_to;
> id | v | _valid_from | _valid_to | _system_from | _system_to
> 1 | 10 | 2023-01-01 | forever | 2024-01-10 | 2024-02-10
