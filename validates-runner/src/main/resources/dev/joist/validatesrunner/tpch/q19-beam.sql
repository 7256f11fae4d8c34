-- Beam SQL joins on equal values only: a statement of its own compares what the join gives.
-- Beam SQL does not find the join that all alternatives have in common.
create view items as
select p_brand, p_container, p_size, l_quantity, l_extendedprice, l_discount
from lineitem, part
where p_partkey = l_partkey
  and l_shipmode in ('AIR', 'AIR REG')
  and l_shipinstruct = 'DELIVER IN PERSON';

select sum(l_extendedprice * (1 - l_discount)) as revenue
from items
where (p_brand = 'Brand#12'
    and p_container in ('SM CASE', 'SM BOX', 'SM PACK', 'SM PKG')
    and l_quantity >= 1 and l_quantity <= 1 + 10
    and p_size between 1 and 5)
  or (p_brand = 'Brand#24'
    and p_container in ('MED BAG', 'MED BOX', 'MED PKG', 'MED PACK')
    and l_quantity >= 30 and l_quantity <= 30 + 10
    and p_size between 1 and 10)
  or (p_brand = 'Brand#33'
    and p_container in ('LG CASE', 'LG BOX', 'LG PACK', 'LG PKG')
    and l_quantity >= 20 and l_quantity <= 20 + 10
    and p_size between 1 and 15)
