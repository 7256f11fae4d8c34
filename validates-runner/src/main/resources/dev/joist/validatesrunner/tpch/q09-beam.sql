-- Beam SQL tries every order of the joins in one statement, and does not end with this many tables.
create view supplier_nations as
select s_suppkey, n_name
from supplier, nation
where s_nationkey = n_nationkey;

create view green_items as
select l_orderkey, l_suppkey, l_partkey, l_quantity, l_extendedprice, l_discount
from part, lineitem
where p_partkey = l_partkey
  and p_name like '%green%';

create view amounts as
select
  l_orderkey,
  l_suppkey,
  l_extendedprice * (1 - l_discount) - ps_supplycost * l_quantity as amount
from green_items, partsupp
where ps_suppkey = l_suppkey
  and ps_partkey = l_partkey;

select nation_name, o_year, sum(amount) as sum_profit
from (
  select n_name as nation_name, extract(year from o_orderdate) as o_year, amount
  from amounts, orders, supplier_nations
  where s_suppkey = l_suppkey
    and o_orderkey = l_orderkey) as profit
group by nation_name, o_year
