-- Beam SQL joins on equal values only: a statement of its own compares what the join gives.
-- Beam SQL tries every order of the joins in one statement, and does not end with this many tables.
create view supplier_nations as
select s_suppkey, n_name as supp_nation
from supplier, nation
where s_nationkey = n_nationkey;

create view order_nations as
select o_orderkey, n_name as cust_nation
from orders, customer, nation
where c_custkey = o_custkey
  and c_nationkey = n_nationkey;

create view shipping as
select
  supp_nation,
  cust_nation,
  extract(year from l_shipdate) as l_year,
  l_extendedprice * (1 - l_discount) as volume
from supplier_nations, lineitem, order_nations
where s_suppkey = l_suppkey
  and o_orderkey = l_orderkey
  and l_shipdate between date '1995-01-01' and date '1996-12-31';

select supp_nation, cust_nation, l_year, sum(volume) as revenue
from shipping
where (supp_nation = 'PERU' and cust_nation = 'UNITED KINGDOM')
  or (supp_nation = 'UNITED KINGDOM' and cust_nation = 'PERU')
group by supp_nation, cust_nation, l_year
