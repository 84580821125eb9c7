-- A second load: what is known of a part of all rows changes, orders go with their items and new ones come. It touches what the
-- queries look for, so that nearly all of them answer otherwise afterwards.
UPDATE orders SET o_orderstatus = 'F', o_totalprice = o_totalprice + 1000.00 WHERE MOD(o_orderkey, 7) = 3;

UPDATE orders SET o_orderdate = o_orderdate - INTERVAL '1' MONTH, o_orderpriority = '1-URGENT' WHERE MOD(o_orderkey, 23) = 9;

UPDATE lineitem
SET l_quantity = l_quantity + 1, l_extendedprice = l_extendedprice + 17.25, l_discount = 0.06, l_returnflag = 'R'
WHERE MOD(l_orderkey, 11) = 5;

UPDATE lineitem
SET l_receiptdate = l_receiptdate + INTERVAL '30' DAY, l_shipmode = 'AIR', l_shipinstruct = 'DELIVER IN PERSON'
WHERE MOD(l_partkey, 13) = 1;

DELETE FROM lineitem WHERE MOD(l_orderkey, 17) = 2 AND l_linenumber > 1;

DELETE FROM lineitem WHERE MOD(l_orderkey, 19) = 4;

DELETE FROM orders WHERE MOD(o_orderkey, 19) = 4;

-- Of every 32 numbers the first load uses the first eight.
INSERT INTO orders
SELECT
  o_orderkey + 8,
  o_custkey,
  o_orderstatus,
  o_totalprice + 0.01,
  o_orderdate,
  o_orderpriority,
  o_clerk,
  o_shippriority,
  'again'
FROM orders
WHERE MOD(o_orderkey, 64) = 1;

INSERT INTO lineitem
SELECT
  l_orderkey + 8,
  l_partkey,
  l_suppkey,
  l_linenumber,
  l_quantity,
  l_extendedprice + 0.01,
  l_discount,
  l_tax,
  l_returnflag,
  l_linestatus,
  l_shipdate,
  l_commitdate,
  l_receiptdate,
  l_shipinstruct,
  l_shipmode,
  'again'
FROM lineitem
WHERE MOD(l_orderkey, 64) = 1;

UPDATE supplier SET s_nationkey = MOD(s_nationkey + 1, 25), s_acctbal = s_acctbal - 100.00 WHERE MOD(s_suppkey, 5) = 2;

UPDATE partsupp SET ps_supplycost = ps_supplycost + 3.50, ps_availqty = ps_availqty + 10 WHERE MOD(ps_partkey, 9) = 4;

UPDATE part
SET p_brand = 'Brand#23', p_container = 'MED BOX', p_name = 'forest green', p_size = 15, p_type = 'ECONOMY ANODIZED STEEL'
WHERE MOD(p_partkey, 101) = 7;

UPDATE part SET p_brand = 'Brand#12', p_container = 'SM CASE', p_size = 3 WHERE MOD(p_partkey, 40) = 14;

UPDATE customer
SET c_mktsegment = 'BUILDING', c_acctbal = c_acctbal + 50.00, c_nationkey = MOD(c_nationkey + 3, 25)
WHERE MOD(c_custkey, 5) = 1;

-- No customer whose number is divisible by three has an order.
DELETE FROM customer WHERE MOD(c_custkey, 30) = 0;

UPDATE nation SET n_regionkey = 3 WHERE n_name = 'EGYPT';
