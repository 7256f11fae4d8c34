-- Beam SQL tries every order of the joins in one statement, and does not end with this many tables.
-- Beam SQL does not sort by a DECIMAL, nor by what is not in the result of the statement.
create view customer_nations as
select c_custkey, c_name, c_acctbal, c_address, c_phone, c_comment, n_name
from customer, nation
where c_nationkey = n_nationkey;

create view revenues as
select
  c_custkey,
  c_name,
  sum(l_extendedprice * (1 - l_discount)) as revenue,
  c_acctbal,
  n_name,
  c_address,
  c_phone,
  c_comment,
  cast(sum(l_extendedprice * (1 - l_discount)) as double) as sort_key
from customer_nations, orders, lineitem
where c_custkey = o_custkey
  and l_orderkey = o_orderkey
  and o_orderdate >= date '1993-10-01'
  and o_orderdate < date '1993-10-01' + interval '3' month
  and l_returnflag = 'R'
group by c_custkey, c_name, c_acctbal, c_phone, n_name, c_address, c_comment;

create view first_rows as
select c_custkey, c_name, revenue, c_acctbal, n_name, c_address, c_phone, c_comment, sort_key
from revenues
order by sort_key desc
limit 20;

select c_custkey, c_name, revenue, c_acctbal, n_name, c_address, c_phone, c_comment
from first_rows
