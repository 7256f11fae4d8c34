-- Beam SQL has neither count(distinct) nor not in with a subquery.
create view complaints as
select s_suppkey
from supplier
where s_comment like '%regular%ironic%';

create view offers as
select distinct p_brand, p_type, p_size, ps_suppkey
from partsupp, part
where p_partkey = ps_partkey
  and p_brand <> 'Brand#45'
  and p_type not like 'MEDIUM POLISHED%'
  and p_size in (49, 14, 23, 45, 19, 3, 36, 9);

select p_brand, p_type, p_size, count(*) as supplier_cnt
from offers
left outer join complaints on ps_suppkey = s_suppkey
where s_suppkey is null
group by p_brand, p_type, p_size
