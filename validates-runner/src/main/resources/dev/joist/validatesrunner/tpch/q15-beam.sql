-- The highest revenue is a view in place of a subquery.
create view revenue as
select l_suppkey as supplier_no, sum(l_extendedprice * (1 - l_discount)) as total_revenue
from lineitem
where l_shipdate >= date '1996-01-01'
  and l_shipdate < date '1996-01-01' + interval '3' month
group by l_suppkey;

create view highest as
select max(total_revenue) as highest_revenue
from revenue;

select s_suppkey, s_name, s_address, s_phone, total_revenue
from supplier, revenue, highest
where s_suppkey = supplier_no
  and total_revenue = highest_revenue
