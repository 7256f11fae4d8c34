-- Numbers of suppliers in place of subqueries that are correlated by an inequality: an order has another
-- supplier if it has more than one, and no other that is late if it has one that is.
create view order_suppliers as
select l_orderkey as all_orderkey, count(*) as suppliers
from (select distinct l_orderkey, l_suppkey from lineitem) as pairs
group by l_orderkey;

create view late_suppliers as
select l_orderkey as late_orderkey, count(*) as late
from (
  select distinct l_orderkey, l_suppkey
  from lineitem
  where l_receiptdate > l_commitdate) as pairs
group by l_orderkey;

create view waiting_orders as
select o_orderkey
from orders, order_suppliers, late_suppliers
where o_orderkey = all_orderkey
  and o_orderkey = late_orderkey
  and o_orderstatus = 'F'
  and suppliers > 1
  and late = 1;

create view waiting_items as
select l_suppkey
from lineitem, waiting_orders
where l_orderkey = o_orderkey
  and l_receiptdate > l_commitdate;

select s_name, count(*) as numwait
from supplier, waiting_items, nation
where s_suppkey = l_suppkey
  and s_nationkey = n_nationkey
  and n_name = 'PERU'
group by s_name
order by numwait desc, s_name
limit 100
