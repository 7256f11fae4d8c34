-- Beam SQL joins on equal values only: a statement of its own compares what the join gives.
-- Joins in place of nested and correlated subqueries.
create view shipped as
select l_partkey, l_suppkey, 0.5 * sum(l_quantity) as half
from lineitem
where l_shipdate >= date '1994-01-01'
  and l_shipdate < date '1994-01-01' + interval '1' year
group by l_partkey, l_suppkey;

create view available as
select ps_suppkey, ps_availqty, half
from partsupp, part, shipped
where ps_partkey = p_partkey
  and ps_partkey = l_partkey
  and ps_suppkey = l_suppkey
  and p_name like 'hot%';

create view excess as
select distinct ps_suppkey
from available
where ps_availqty > half;

select s_name, s_address
from supplier, nation, excess
where s_suppkey = ps_suppkey
  and s_nationkey = n_nationkey
  and n_name = 'ETHIOPIA'
