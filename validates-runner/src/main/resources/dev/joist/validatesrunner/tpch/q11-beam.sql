-- Beam SQL joins on equal values only: a subquery of one value is a view with a constant key, and a statement
-- of its own compares what the join gives.
create view stock as
select ps_partkey, ps_supplycost * ps_availqty as part_value
from partsupp, supplier, nation
where ps_suppkey = s_suppkey
  and s_nationkey = n_nationkey
  and n_name = 'PERU';

create view stock_by_part as
select 1 as stock_key, ps_partkey, sum(part_value) as value_in_stock
from stock
group by ps_partkey;

create view threshold as
select 1 as threshold_key, sum(part_value) * 0.01 as least
from stock;

create view compared as
select ps_partkey, value_in_stock, least
from stock_by_part, threshold
where stock_key = threshold_key;

select ps_partkey, value_in_stock
from compared
where value_in_stock > least
