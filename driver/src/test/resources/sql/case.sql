== parts of a CASE have the types of their places
CREATE TABLE c (id INTEGER PRIMARY KEY, v INTEGER);
INSERT INTO c VALUES (1, 1), (2, NULL);
SELECT id, CASE WHEN v IS NULL THEN 0 ELSE CASE WHEN v = 1 THEN v * 2 ELSE 3 END END AS x FROM c ORDER BY id;
> id | x
> 1 | 2
> 2 | 0
