-- The lowest cost of a part is a view in place of a correlated subquery.
-- Beam SQL tries every order of the joins in one statement, and does not end with this many tables.
-- Beam SQL does not sort by a DECIMAL, nor by what is not in the result of the statement.
create view local_suppliers as
select s_suppkey, s_acctbal, s_name, s_address, s_phone, s_comment, n_name
from supplier, nation, region
where s_nationkey = n_nationkey
  and n_regionkey = r_regionkey
  and r_name = 'AMERICA';

create view offers as
select ps_partkey, ps_supplycost, s_acctbal, s_name, s_address, s_phone, s_comment, n_name
from partsupp, local_suppliers
where ps_suppkey = s_suppkey;

create view lowest as
select ps_partkey as lowest_partkey, min(ps_supplycost) as lowest_supplycost
from offers
group by ps_partkey;

create view cheapest as
select
  s_acctbal,
  s_name,
  n_name,
  p_partkey,
  p_mfgr,
  s_address,
  s_phone,
  s_comment,
  cast(s_acctbal as double) as sort_key
from part, offers, lowest
where p_partkey = ps_partkey
  and p_partkey = lowest_partkey
  and ps_supplycost = lowest_supplycost
  and p_size = 45
  and p_type like '%BRASS';

create view first_rows as
select s_acctbal, s_name, n_name, p_partkey, p_mfgr, s_address, s_phone, s_comment, sort_key
from cheapest
order by sort_key desc, n_name, s_name, p_partkey
limit 100;

select s_acctbal, s_name, n_name, p_partkey, p_mfgr, s_address, s_phone, s_comment
from first_rows
