-- Beam SQL joins on equal values only: a statement of its own compares what the join gives.
-- The average of a part is a view in place of a correlated subquery.
create view averages as
select l_partkey as average_partkey, 0.2 * avg(l_quantity) as small_quantity
from lineitem
group by l_partkey;

create view items as
select l_extendedprice, l_quantity, small_quantity
from lineitem, part, averages
where p_partkey = l_partkey
  and p_partkey = average_partkey
  and p_brand = 'Brand#45'
  and p_container = 'JUMBO PACK';

select sum(l_extendedprice) / 7.0 as avg_yearly
from items
where l_quantity < small_quantity
