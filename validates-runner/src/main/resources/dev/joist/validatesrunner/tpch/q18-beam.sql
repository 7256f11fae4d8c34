-- Beam SQL tries every order of the joins in one statement, and does not end with this many tables.
-- Beam SQL does not sort by a DECIMAL, nor by what is not in the result of the statement.
create view big as
select l_orderkey as big_orderkey
from lineitem
group by l_orderkey
having sum(l_quantity) > 240;

create view big_orders as
select o_orderkey, o_custkey, o_orderdate, o_totalprice
from orders, big
where o_orderkey = big_orderkey;

create view quantities as
select
  c_name,
  c_custkey,
  o_orderkey,
  o_orderdate,
  o_totalprice,
  sum(l_quantity) as sum_qty,
  cast(o_totalprice as double) as sort_key
from customer, big_orders, lineitem
where c_custkey = o_custkey
  and o_orderkey = l_orderkey
group by c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice;

create view first_rows as
select c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, sum_qty, sort_key
from quantities
order by sort_key desc, o_orderdate
limit 100;

select c_name, c_custkey, o_orderkey, o_orderdate, o_totalprice, sum_qty
from first_rows
