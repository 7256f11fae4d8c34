-- Beam SQL joins on equal values only: a view has the condition on the orders.
create view plain_orders as
select o_orderkey, o_custkey
from orders
where o_comment not like '%special%requests%';

select c_count, count(*) as custdist
from (
  select c_custkey, count(o_orderkey) as c_count
  from customer left outer join plain_orders on c_custkey = o_custkey
  group by c_custkey) as c_orders
group by c_count
