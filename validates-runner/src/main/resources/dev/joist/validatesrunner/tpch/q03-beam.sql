-- Beam SQL does not sort by a DECIMAL, nor by what is not in the result of the statement.
create view revenues as
select
  l_orderkey,
  sum(l_extendedprice * (1 - l_discount)) as revenue,
  o_orderdate,
  o_shippriority,
  cast(sum(l_extendedprice * (1 - l_discount)) as double) as sort_key
from customer, orders, lineitem
where c_mktsegment = 'BUILDING'
  and c_custkey = o_custkey
  and l_orderkey = o_orderkey
  and o_orderdate < date '1995-03-15'
  and l_shipdate > date '1995-03-15'
group by l_orderkey, o_orderdate, o_shippriority;

create view first_rows as
select l_orderkey, revenue, o_orderdate, o_shippriority, sort_key
from revenues
order by sort_key desc, o_orderdate
limit 10;

select l_orderkey, revenue, o_orderdate, o_shippriority
from first_rows
