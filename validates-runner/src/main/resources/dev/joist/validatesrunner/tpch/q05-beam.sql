-- Beam SQL tries every order of the joins in one statement, and does not end with this many tables.
create view local_suppliers as
select s_suppkey, s_nationkey, n_name
from supplier, nation, region
where s_nationkey = n_nationkey
  and n_regionkey = r_regionkey
  and r_name = 'AMERICA';

create view customer_orders as
select o_orderkey, c_nationkey
from customer, orders
where c_custkey = o_custkey
  and o_orderdate >= date '1993-01-01'
  and o_orderdate < date '1993-01-01' + interval '1' year;

select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue
from customer_orders, lineitem, local_suppliers
where l_orderkey = o_orderkey
  and l_suppkey = s_suppkey
  and c_nationkey = s_nationkey
group by n_name
