-- Beam SQL tries every order of the joins in one statement, and does not end with this many tables.
create view supplier_nations as
select s_suppkey, n_name as nation_name
from supplier, nation
where s_nationkey = n_nationkey;

create view local_customers as
select c_custkey
from customer, nation, region
where c_nationkey = n_nationkey
  and n_regionkey = r_regionkey
  and r_name = 'AFRICA';

create view local_orders as
select o_orderkey, o_orderdate
from orders, local_customers
where o_custkey = c_custkey
  and o_orderdate between date '1995-01-01' and date '1996-12-31';

create view sold_parts as
select l_orderkey, l_suppkey, l_extendedprice * (1 - l_discount) as volume
from part, lineitem
where p_partkey = l_partkey
  and p_type = 'STANDARD PLATED TIN';

select
  o_year,
  sum(case when nation_name = 'UNITED KINGDOM' then volume else 0 end) / sum(volume) as mkt_share
from (
  select extract(year from o_orderdate) as o_year, volume, nation_name
  from sold_parts, local_orders, supplier_nations
  where l_orderkey = o_orderkey
    and s_suppkey = l_suppkey) as all_nations
group by o_year
